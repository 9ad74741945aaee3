package org.duban.paper.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** What the vocabulary's {@code 事项} says of a matter at an instant. */
final class MatterTree {

    private final Directory directory;
    private final FormTypes formTypes;
    private final Matters matters;
    private final ZoneId zone;

    MatterTree(Directory directory, FormTypes formTypes, Matters matters, ZoneId zone) {
        this.directory = directory;
        this.formTypes = formTypes;
        this.matters = matters;
        this.zone = zone;
    }

    /**
     * @param history the matter's events up to that instant
     * @param number its place in the paper, from 1
     */
    Map<String, Object> of(List<Recorded> history, int number, Instant at) {
        Matter matter = matters.replay(history);
        LocalDate day = at.atZone(zone).toLocalDate();
        Optional<Obligation> lead = matter.lead();
        Map<String, String> form = formTypes.values(matter.subject().form());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("序号", number);
        tree.put("编号", matter.number());
        tree.put("标题", matter.subject().title());
        tree.put("内容", matter.subject().content());
        tree.put(
                "类型",
                formTypes
                        .find(matter.subject().formType(), matter.formVersion())
                        .map(FormType::nameZh)
                        .orElse(matter.subject().formType()));
        tree.put("来源", matter.subject().source().title());
        tree.put("来源文号", text(matter.subject().source().number()));
        String leader = person(matter.subject().leader());
        tree.put("领导", leader.isEmpty() ? form.getOrDefault("/leaderName", "") : leader);
        tree.put("批示日期", day(form.get("/instructionDate")));
        tree.put("收文日期", Dates.of(matter.receivedOn()));
        tree.put("牵头单位", lead.map(o -> unit(o.unit())).orElse(""));
        tree.put(
                "协办单位",
                matter.currentRound().stream()
                        .filter(o -> !o.lead() && o.state() != Obligation.State.RELIEVED)
                        .map(o -> unit(o.unit()))
                        .distinct()
                        .collect(Collectors.joining("、")));
        tree.put("办理时限", lead.map(o -> Dates.of(o.due().date())).orElse(""));
        tree.put(
                "灯",
                lead.flatMap(o -> matters.light(matter, o, at))
                        .map(MatterTree::colour)
                        .orElse(""));
        tree.put("阶段", matter.stage().zh());
        tree.put("状态", Progress.of(matter, day).zh());
        tree.put(
                "进度",
                lead.map(o -> (o.finishedAt() != null ? 100 : o.percent()) + "%")
                        .orElse("0%"));
        tree.put("进展", lead.map(o -> progress(history, o.number())).orElse(""));
        tree.put("困难", lead.map(o -> difficulties(history, o.number())).orElse(""));
        tree.put("督查员", person(matter.officer()));
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (Obligation obligation : matter.currentRound()) {
            if (obligation.state() != Obligation.State.RELIEVED) {
                tasks.add(task(obligation, tasks.size() + 1));
            }
        }
        tree.put("任务", tasks);
        return tree;
    }

    private Map<String, Object> task(Obligation obligation, int number) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("序号", number);
        task.put("单位", unit(obligation.unit()));
        task.put("角色", obligation.lead() ? "牵头" : "协办");
        task.put("要求", obligation.assignment().requirement());
        task.put("责任领导", person(obligation.assignment().leader()));
        task.put("时限", Dates.of(obligation.due().date()));
        task.put("状态", obligation.state().zh());
        return task;
    }

    /** A light as one character: 红, 黄, 绿, 蓝; by its colour, for its name says what it means. */
    private static String colour(Light light) {
        return switch (light.code()) {
            case "red" -> "红";
            case "yellow" -> "黄";
            case "green" -> "绿";
            case "blue" -> "蓝";
            default -> light.name();
        };
    }

    private static String progress(List<Recorded> history, int obligation) {
        String text = "";
        for (Recorded recorded : history) {
            MatterEvent event = (MatterEvent) recorded.event();
            if (event instanceof ProgressReported reported && reported.obligation() == obligation) {
                text = reported.text();
            } else if (event instanceof Finished finished && finished.obligation() == obligation) {
                text = finished.text();
            }
        }
        return text;
    }

    private static String difficulties(List<Recorded> history, int obligation) {
        String text = "";
        for (Recorded recorded : history) {
            if (recorded.event() instanceof ProgressReported reported && reported.obligation() == obligation) {
                text = reported.difficulties();
            } else if (recorded.event() instanceof Finished finished && finished.obligation() == obligation) {
                text = "";
            }
        }
        return text;
    }

    private static String day(@Nullable String iso) {
        try {
            return iso == null || iso.isEmpty() ? "" : Dates.of(LocalDate.parse(iso));
        } catch (DateTimeParseException e) {
            return iso == null ? "" : iso;
        }
    }

    private String unit(String id) {
        return directory.unit(id).map(Unit::shortName).orElse(id);
    }

    private String person(@Nullable String id) {
        return id == null ? "" : directory.person(id).map(Person::name).orElse(id);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
