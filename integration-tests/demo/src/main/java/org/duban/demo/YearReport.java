package org.duban.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Verification;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterEvent.Checked;
import org.duban.api.matter.MatterEvent.CircularDecided;
import org.duban.api.matter.MatterEvent.Merged;
import org.duban.api.matter.MatterEvent.PaperIssued;
import org.duban.api.matter.MatterEvent.Presented;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterEvent.ReplyPublished;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.PaperKind;

/**
 * The year in figures: every one is counted from the events in the journal or asked of the ledger, as of one instant.
 *
 * @param figures id of each figure of the year → its value, in the order of the report
 * @param sums what must add up
 * @param events kind of event → how often it happened
 * @param verification what the walk over the journal's chains found
 */
record YearReport(Map<String, Long> figures, List<Sum> sums, Map<String, Long> events, Verification verification) {

    /** Two ways to the same number. */
    record Sum(String text, long left, long right) {
        boolean holds() {
            return left == right;
        }
    }

    /**
     * What the district's own report says.
     *
     * @param id which figure
     * @param zh what it counts
     * @param source as the source writes it
     * @param least the figure is at least this
     * @param most and at most this
     */
    record Measure(String id, String zh, String source, long least, long most) {
        boolean holds(long computed) {
            return least <= computed && computed <= most;
        }
    }

    static List<Measure> measuresOfSource() {
        return List.of(Json.resource("source-figures.json", Measure[].class));
    }

    private static final String[] LIST_KINDS = {ListPlans.KEY_TASK, ListPlans.KEY_PROJECT, ListPlans.DECISION};

    /** What one walk over the feed finds. */
    private static final class Tally {
        final Map<MatterId, Registered> registered = new LinkedHashMap<>();
        final Set<MatterId> links = new HashSet<>();
        final Set<MatterId> presented = new HashSet<>();
        final Map<MatterId, Instant> repliedAt = new HashMap<>();
        final Map<MatterId, MatterId> mergedInto = new HashMap<>();
        final Map<PaperKind, List<PaperIssued>> papers = new EnumMap<>(PaperKind.class);
        final Set<String> criticised = new LinkedHashSet<>();
        final Map<String, Long> events = new TreeMap<>();
        long siteChecks;

        void add(Recorded recorded) {
            Object event = recorded.event();
            events.merge(event.getClass().getSimpleName(), 1L, Long::sum);
            if (!recorded.stream().kind().equals(MatterId.STREAM)) {
                return; // a form type's definition
            }
            MatterId id = new MatterId(recorded.stream().id());
            if (event instanceof Registered e) {
                registered.put(id, e);
                if (e.link()) {
                    links.add(id);
                }
            } else if (event instanceof Presented) {
                presented.add(id);
            } else if (event instanceof ReplyPublished) {
                repliedAt.put(id, recorded.at());
            } else if (event instanceof Merged e) {
                mergedInto.put(id, e.into());
            } else if (event instanceof Checked e
                    && e.method() != Method.DESK
                    && !e.place().isBlank()) {
                siteChecks++;
            } else if (event instanceof PaperIssued e) {
                papers.computeIfAbsent(e.kind(), k -> new ArrayList<>()).add(e);
            } else if (event instanceof CircularDecided e && e.kind() == CircularKind.CRITICISM) {
                criticised.addAll(e.units());
            }
        }

        long registered(String... kinds) {
            Set<String> wanted = Set.of(kinds);
            return registered.values().stream()
                    .filter(r -> wanted.contains(r.draft().formType()))
                    .count();
        }

        long papers(PaperKind kind) {
            return papers.getOrDefault(kind, List.of()).size();
        }

        long events() {
            return events.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Whether who wrote in has been answered; what was merged is answered with the matter it was merged into. */
        boolean answered(MatterId id) {
            MatterId into = mergedInto.get(id);
            return repliedAt.containsKey(into == null ? id : into);
        }
    }

    /**
     * Counts the year.
     *
     * @param actor one who sees every matter
     * @param asOf the instant the year is reported as of
     * @param channels of the messages and of the public-opinion items
     */
    static YearReport of(Journal journal, Ledger ledger, Actor actor, Instant asOf, Scenario.Messages channels) {
        Tally tally = new Tally();
        new Feed(journal).forEach(tally::add);
        Verification verification = journal.verify(position -> {});
        Books books = new Books(ledger, actor, asOf);

        Counts instructions = books.progress(books.kinds("instruction"));
        List<LedgerRow> supervised = books.rows(books.kinds("instruction"), row -> row.progress() != Progress.ENDED);
        List<LedgerRow> messages =
                books.rows(books.kinds("message").filter("/channel", channels.messagesChannel()), row -> true);
        List<LedgerRow> opinions =
                books.rows(books.kinds("message").filter("/channel", channels.opinionsChannel()), row -> true);
        // A link (分解) is a part of a promise, not a promise.
        List<LedgerRow> promises = books.rows(books.kinds("livelihood"), row -> !tally.links.contains(row.id()));
        Counts list = books.progress(books.kinds(LIST_KINDS));
        Counts projects = books.progress(books.kinds(ListPlans.KEY_PROJECT));

        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("instructions", instructions.total() - instructions.of(Progress.ENDED));
        figures.put("instructionsAnswered", count(supervised, row -> tally.presented.contains(row.id())));
        figures.put("messages", (long) messages.size());
        figures.put("messagesAnswered", count(messages, row -> tally.answered(row.id())));
        figures.put("opinions", (long) opinions.size());
        figures.put("opinionsAnswered", count(opinions, row -> tally.answered(row.id())));
        figures.put("livelihoodDone", count(promises, row -> row.progress() == Progress.DONE));
        figures.put("livelihoodGoingOn", count(promises, row -> row.progress() == Progress.ON_SCHEDULE));
        figures.put("listDrawnUp", tally.registered(LIST_KINDS));
        figures.put("listIssued", list.total() - list.of(Progress.ENDED));
        figures.put("listDone", list.of(Progress.DONE));
        figures.put("listInClearance", list.of(Progress.IN_CLEARANCE));
        figures.put("listOnSchedule", list.of(Progress.ON_SCHEDULE));
        figures.put("keyProjects", projects.total() - projects.of(Progress.ENDED));
        figures.put("siteChecks", tally.siteChecks);
        figures.put("reports", tally.papers(PaperKind.REPORT));
        figures.put("circulars", tally.papers(PaperKind.CIRCULAR));
        figures.put("breakdowns", tally.papers(PaperKind.BREAKDOWN));
        figures.put("notices", tally.papers(PaperKind.SUPERVISION_NOTICE));
        figures.put("unitsCriticised", (long) tally.criticised.size());

        List<Sum> sums = new ArrayList<>();
        sums.add(new Sum(
                "制定下发 = 完成 + 进入销号程序 + 按期推进",
                value(figures, "listIssued"),
                value(figures, "listDone") + value(figures, "listInClearance") + value(figures, "listOnSchedule")));
        sums.add(new Sum(
                "分解任务（日志）= 下发 + 不再单独督办的（台账）",
                value(figures, "listDrawnUp"),
                value(figures, "listIssued") + list.of(Progress.ENDED)));
        sums.add(new Sum("责任清单中逾期、中止的（台账）= 0", list.of(Progress.OVERDUE) + list.of(Progress.SUSPENDED), 0));
        sums.add(new Sum(
                "责任清单中亮红灯的（台账）= 0",
                books.count(books.kinds(LIST_KINDS).light("red"), Dimension.LIGHT)
                        .total(),
                0));
        sums.add(new Sum(
                "为民兴办实事（日志）= 已完成 + 正在落实（台账）",
                tally.registered("livelihood") - tally.links.size(),
                value(figures, "livelihoodDone") + value(figures, "livelihoodGoingOn")));
        sums.add(new Sum(
                "批示登记（日志）= 督办 + 阅知不立项（台账）",
                tally.registered("instruction"),
                value(figures, "instructions") + instructions.of(Progress.ENDED)));
        sums.add(new Sum(
                "留言和舆情登记（日志）= 留言 + 舆情（台账）",
                tally.registered("message"),
                value(figures, "messages") + value(figures, "opinions")));
        tally.papers.forEach((kind, issued) -> sums.add(new Sum(
                kind.zh() + "（日志）= 编到的号数",
                issued.stream().map(PaperIssued::number).distinct().count(),
                journal.lastNumber(
                        issued.get(0).series().id(), issued.get(0).series().year()))));
        for (Dimension dimension : List.of(Dimension.GROUP, Dimension.LEAD_UNIT, Dimension.STAGE)) {
            String zh = switch (dimension) {
                case GROUP -> "分组";
                case LEAD_UNIT -> "分单位";
                default -> "分环节";
            };
            sums.add(new Sum(
                    "全部事项（日志）= " + zh + "合计（台账）",
                    tally.registered.size(),
                    books.count(LedgerQuery.where(), dimension).total()));
        }
        sums.add(new Sum("日志条数 = 校验条数", tally.events(), verification.events()));
        return new YearReport(figures, sums, tally.events, verification);
    }

    /** What is asked of the ledger, always by the same person and as of the same instant. */
    private record Books(Ledger ledger, Actor actor, Instant asOf) {

        LedgerQuery.Builder kinds(String... formTypes) {
            return LedgerQuery.where().formType(formTypes);
        }

        Counts progress(LedgerQuery.Builder query) {
            return count(query, Dimension.PROGRESS);
        }

        Counts count(LedgerQuery.Builder query, Dimension by) {
            return ledger.count(actor, query.asOf(asOf).build(), by);
        }

        List<LedgerRow> rows(LedgerQuery.Builder builder, Predicate<LedgerRow> which) {
            LedgerQuery query = builder.asOf(asOf).build();
            List<LedgerRow> rows = new ArrayList<>();
            String next = null;
            do {
                Page page = ledger.list(actor, query, next, Ledger.MAX_PAGE);
                page.rows().stream().filter(which).forEach(rows::add);
                next = page.next();
            } while (next != null);
            return rows;
        }
    }

    /** Whether every figure is what was measured, every sum holds and the journal is as it was written. */
    boolean reconciles(List<Measure> measures) {
        return measures.stream().allMatch(m -> m.holds(value(figures, m.id())))
                && sums.stream().allMatch(Sum::holds)
                && verification.intact();
    }

    static long value(Map<String, Long> figures, String id) {
        Long value = figures.get(id);
        if (value == null) {
            throw new IllegalArgumentException("no figure " + id + " among " + figures.keySet());
        }
        return value;
    }

    private static long count(List<LedgerRow> rows, Predicate<LedgerRow> which) {
        return rows.stream().filter(which).count();
    }
}
