package org.duban.paper.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.api.paper.PaperDraft;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** What a template is filled with, by the names of the vocabulary. The same for every format. */
final class PaperTree {

    /** Stands for a number that isn't given yet. */
    static final String NO_NUMBER = "×";

    private final Directory directory;
    private final MatterTree matters;
    private final Office office;
    private final Histories histories;

    /** The events of a matter. */
    @FunctionalInterface
    interface Histories {
        List<Recorded> of(MatterId matter);
    }

    PaperTree(Directory directory, MatterTree matters, Office office, Histories histories) {
        this.directory = directory;
        this.matters = matters;
        this.office = office;
        this.histories = histories;
    }

    /**
     * What stands on a paper beside its draft.
     *
     * @param number its number
     * @param drafter id of who wrote it first; null when nobody yet
     * @param signer id of who signed; null until then
     * @param writtenOn 成文日期
     * @param issuedOn 印发日期
     * @param at the instant its matters are shown as of
     */
    record Circumstances(
            String number,
            @Nullable String drafter,
            @Nullable String signer,
            @Nullable LocalDate writtenOn,
            LocalDate issuedOn,
            Instant at) {}

    Map<String, Object> of(PaperDraft draft, Circumstances as) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Office.Letterhead letterhead = office.letterhead(draft.line());
        tree.put("文种", draft.kind().zh());
        tree.put("发文机关", letterhead.office());
        tree.put("发文机关标志", letterhead.mark());
        tree.put("发文字号", as.number());
        tree.put("标题", draft.title());
        tree.put(
                "标题行",
                TitleLines.of(draft.title()).stream()
                        .map(line -> Map.of("文字", line))
                        .toList());
        tree.put("主送", names(draft.addressees()));
        tree.put("抄送", names(draft.copies()));
        tree.put("附注", draft.note().isBlank() ? letterhead.note() : draft.note());
        tree.put("签发人", person(as.signer()));
        tree.put("拟稿人", person(as.drafter()));
        tree.put("成文日期", Dates.of(as.writtenOn() == null ? as.issuedOn() : as.writtenOn()));
        tree.put("印发日期", Dates.of(as.issuedOn()));
        tree.put("年", Integer.toString(as.issuedOn().getYear()));
        tree.put("正文", Paragraphs.of(draft.text()));
        tree.put("领导", person(draft.leader()));
        tree.putAll(matters(draft.matters(), as.at()));
        tree.putAll(DataTree.read(draft.kind(), draft.data()).tree());
        return tree;
    }

    /** 事项数, 事项, 任务; and 单件, the only matter there is, for wordings. */
    Map<String, Object> matters(List<MatterId> ids, Instant at) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (MatterId id : ids) {
            List<Recorded> history = histories.of(id);
            Map<String, Object> matter = matters.of(history, all.size() + 1, at);
            all.add(matter);
            for (Object each : (List<?>) matter.getOrDefault("任务", List.of())) {
                Map<String, Object> task = new LinkedHashMap<>();
                ((Map<?, ?>) each).forEach((name, value) -> task.put((String) name, value));
                task.put("序号", tasks.size() + 1);
                task.put("事项", matter.get("标题"));
                task.put("编号", matter.get("编号"));
                tasks.add(task);
            }
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("事项数", Integer.toString(all.size()));
        tree.put("事项", all);
        tree.put("任务", tasks);
        tree.put("单件", all.size() == 1 ? all.get(0) : Map.of());
        return tree;
    }

    private String names(List<String> names) {
        return names.stream()
                .map(name -> directory.unit(name).map(Unit::name).orElse(name))
                .collect(Collectors.joining("，"));
    }

    private String person(@Nullable String id) {
        return id == null ? "" : directory.person(id).map(Person::name).orElse(id);
    }
}
