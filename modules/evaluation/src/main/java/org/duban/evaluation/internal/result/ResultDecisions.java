package org.duban.evaluation.internal.result;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.evaluation.ResultEvent;
import org.duban.api.evaluation.ResultEvent.ResultObjectionDecided;
import org.duban.api.evaluation.ResultEvent.ResultObjectionRaised;
import org.duban.api.evaluation.ResultEvent.ResultsAnnounced;
import org.duban.api.evaluation.ResultEvent.ResultsPublished;
import org.duban.api.evaluation.ResultFile;
import org.duban.api.evaluation.ResultFile.Announcement;
import org.duban.api.evaluation.ResultFile.Publication;
import org.duban.api.evaluation.ResultFile.ResultObjection;
import org.duban.api.evaluation.ResultPeriod;
import org.duban.api.evaluation.ResultTable;
import org.duban.api.evaluation.Subject;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/** What may be done about results when, and what it adds up to. Pure. */
public final class ResultDecisions {

    private static final int LONGEST = 500;

    private ResultDecisions() {}

    /** Adds an event to the file of its period. */
    public static ResultFile fold(@Nullable ResultFile before, Recorded r) {
        ResultPeriod period = ResultPeriod.parse(r.stream().id())
                .orElseThrow(() -> new IllegalArgumentException("not a period: " + r.stream()));
        ResultFile file = before != null ? before : new ResultFile(period, List.of(), List.of(), List.of());
        List<Announcement> announcements = new ArrayList<>(file.announcements());
        List<ResultObjection> objections = new ArrayList<>(file.objections());
        List<Publication> publications = new ArrayList<>(file.publications());
        if (r.event() instanceof ResultsAnnounced e) {
            announcements.add(new Announcement(
                    e.number(),
                    new ResultTable(period, e.ruleSet(), e.rows()),
                    e.sha256(),
                    e.objectUntil(),
                    e.note(),
                    r.actor(),
                    r.at()));
        } else if (r.event() instanceof ResultObjectionRaised e) {
            objections.add(new ResultObjection(
                    e.number(),
                    e.announcement(),
                    e.unit(),
                    e.matters(),
                    e.reason(),
                    r.actor(),
                    r.at(),
                    e.excluded(),
                    null,
                    "",
                    ""));
        } else if (r.event() instanceof ResultObjectionDecided e) {
            objections.replaceAll(o -> o.number() != e.number()
                    ? o
                    : new ResultObjection(
                            o.number(),
                            o.announcement(),
                            o.unit(),
                            o.matters(),
                            o.reason(),
                            o.by(),
                            o.at(),
                            o.excluded(),
                            e.upheld(),
                            e.reason(),
                            r.actor()));
        } else if (r.event() instanceof ResultsPublished e) {
            ResultTable table = new ResultTable(period, e.ruleSet(), e.rows());
            publications.add(new Publication(
                    e.number(),
                    e.announcement(),
                    table,
                    e.sha256(),
                    table.sha256().equals(e.sha256()),
                    e.note(),
                    r.actor(),
                    r.at()));
        }
        return new ResultFile(period, announcements, objections, publications);
    }

    /** 公示. */
    public static ResultEvent announce(
            Optional<ResultFile> file, ResultTable table, LocalDate today, LocalDate objectUntil, String note) {
        new Checks().text("note", note, LONGEST).done();
        if (!today.isAfter(table.period().lastDay())) {
            throw notNow("period", table.period().zh(), "已结束的期间", table.period().zh() + "尚未结束，不能公示");
        }
        if (table.rows().isEmpty()) {
            throw notNow("rows", table.period().zh(), "有考核结果的期间", table.period().zh() + "没有考核结果");
        }
        file.flatMap(ResultDecisions::open).ifPresent(open -> {
            throw notNow("objection", open.number(), "先决定异议", "第 " + open.number() + " 号异议尚未决定");
        });
        int number = file.map(f -> f.announcements().size()).orElse(0) + 1;
        return new ResultsAnnounced(number, table.ruleSet(), table.rows(), table.sha256(), objectUntil, note.strip());
    }

    private static Optional<ResultObjection> open(ResultFile file) {
        return file.objections().stream().filter(o -> o.upheld() == null).findFirst();
    }

    private static Announcement announced(Optional<ResultFile> file, ResultPeriod period) {
        return file.flatMap(ResultFile::announced)
                .orElseThrow(() -> notNow("period", period.zh(), "已公示的期间", period.zh() + "的结果尚未公示"));
    }

    /**
     * 异议.
     *
     * @param contained the matters that give the unit something in the period
     * @param signers who signed what it is about
     */
    public static ResultEvent object(
            Optional<ResultFile> file,
            ResultPeriod period,
            LocalDate today,
            String unit,
            List<MatterId> matters,
            Set<MatterId> contained,
            Set<String> signers,
            String reason) {
        Announcement announced = announced(file, period);
        ResultFile f = file.orElseThrow();
        if (f.publications().stream().anyMatch(p -> p.announcement() == announced.number())) {
            throw notNow("period", period.zh(), "公示期内的结果", period.zh() + "的结果已经公布");
        }
        if (today.isAfter(announced.objectUntil())) {
            throw notNow("period", today, announced.objectUntil() + " 或更早", "公示期已过，不能再提异议");
        }
        new Checks()
                .text("reason", reason, LONGEST)
                .that(
                        announced.table().of(Subject.unit(unit)).isPresent(),
                        Problem.invalid("unit", unit, "公示结果中的单位", "公示结果中没有这个单位"))
                .that(
                        contained.containsAll(matters),
                        Problem.invalid("matters", matters, "计入本单位结果的事项", "有的事项没有计入本单位这一期间的结果"))
                .done();
        boolean pending = f.objections().stream()
                .anyMatch(o -> o.upheld() == null && o.unit().equals(unit));
        if (pending) {
            throw notNow("unit", unit, "等待决定", "本单位的异议正在处理");
        }
        Set<String> excluded = new TreeSet<>(signers);
        excluded.add(announced.by());
        return new ResultObjectionRaised(
                f.objections().size() + 1, announced.number(), unit, matters, reason.strip(), List.copyOf(excluded));
    }

    /** 异议处理. */
    public static ResultEvent decide(
            Optional<ResultFile> file, String decider, int number, boolean upheld, String reason) {
        ResultObjection objection = file.stream()
                .flatMap(f -> f.objections().stream())
                .filter(o -> o.number() == number)
                .findFirst()
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PART_NOT_FOUND, "objection", number, "", "没有这个异议", "There is no such objection")));
        new Checks().text("reason", reason, LONGEST).done();
        if (objection.upheld() != null) {
            throw notNow("objection", number, "未决定的异议", "第 " + number + " 号异议已经决定");
        }
        if (objection.excluded().contains(decider)) {
            throw new DubanException(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "actor",
                    decider,
                    "未参与公示和所涉评价的人员（回避）",
                    "公示人和所涉事项的评价人不能决定这个异议",
                    "Who announced it or signed what it is about may not decide an objection"));
        }
        return new ResultObjectionDecided(number, upheld, reason.strip());
    }

    /** 公布. */
    public static ResultEvent publish(Optional<ResultFile> file, ResultPeriod period, LocalDate today, String note) {
        new Checks().given("note", note, "说明").done();
        Announcement announced = announced(file, period);
        ResultFile f = file.orElseThrow();
        if (f.publications().stream().anyMatch(p -> p.announcement() == announced.number())) {
            throw notNow("period", period.zh(), "先重新公示", "这次公示的结果已经公布，更正须重新公示");
        }
        open(f).ifPresent(open -> {
            throw notNow("objection", open.number(), "先决定异议", "第 " + open.number() + " 号异议尚未决定");
        });
        f.objections().stream()
                .filter(o -> o.announcement() == announced.number() && Boolean.TRUE.equals(o.upheld()))
                .findFirst()
                .ifPresent(upheld -> {
                    throw notNow("objection", upheld.number(), "更正后重新公示", "第 " + upheld.number() + " 号异议成立，须更正后重新公示");
                });
        if (!today.isAfter(announced.objectUntil())) {
            throw notNow("period", today, announced.objectUntil() + " 之后", "公示期未满，不能公布");
        }
        return new ResultsPublished(
                f.publications().size() + 1,
                announced.number(),
                announced.table().ruleSet(),
                announced.table().rows(),
                announced.sha256(),
                note.strip());
    }

    private static DubanException notNow(String field, Object value, String expected, String zh) {
        return new DubanException(
                Problem.of(ErrorCode.NOT_NOW, field, value, expected, zh, "Not possible now: " + field));
    }
}
