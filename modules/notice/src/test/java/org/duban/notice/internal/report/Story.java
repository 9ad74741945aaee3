package org.duban.notice.internal.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Series;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.Assigned;
import org.duban.api.matter.MatterEvent.DisputeDecided;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.NewDue;
import org.duban.api.matter.MatterEvent.Obliged;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterEvent.Resumed;
import org.duban.api.matter.MatterEvent.Returned;
import org.duban.api.matter.MatterEvent.Stopped;
import org.duban.api.matter.MatterEvent.Suspended;
import org.duban.api.matter.MatterEvent.Terminated;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Stage;

/** The history of one matter, told event by event; times are those of clocks in Lanzhou. */
final class Story {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final MatterId MATTER = new MatterId("m-1");

    private static final DueDate DUE = DueDate.named(LocalDate.of(2026, 12, 31), Shipped.CALENDAR);

    private final List<Recorded> history = new ArrayList<>();
    private LocalDateTime now;

    private Story(LocalDateTime registered) {
        now = registered;
        happens(new Registered(
                new Series("key-project", now.getYear(), "项目〔{year}〕{n}号"),
                "项目〔2026〕1号",
                Draft.of("key-project").title("城市管道天然气入户工程").receivedOn(now.toLocalDate()),
                1,
                null,
                false));
    }

    static Story registered(LocalDateTime at) {
        return new Story(at);
    }

    /** Registered and assigned to units at once, the first of them leading; obligations 1, 2 … */
    static Story assigned(String at, String... units) {
        return registered(LocalDateTime.parse(at)).assign(units);
    }

    Story assign(String... units) {
        return happens(new Assigned(
                1,
                IntStream.range(0, units.length)
                        .mapToObj(i -> new Obliged(
                                i + 1, i == 0 ? Assignment.lead(units[i]) : Assignment.assist(units[i]), DUE, "明确要求"))
                        .toList(),
                Stage.HANDLING));
    }

    /** What is told next happens at this time. */
    Story at(String time) {
        return at(LocalDateTime.parse(time));
    }

    Story at(LocalDateTime time) {
        now = time;
        return this;
    }

    Story suspend(int obligation) {
        return happens(new Suspended("等待省厅批复", "区政府批示", List.of(new Stopped(obligation, now.toLocalDate(), 1))));
    }

    Story resume(int obligation) {
        return happens(new Resumed("已批复", List.of(new NewDue(obligation, DUE))));
    }

    Story finish(int obligation) {
        return happens(new Finished(obligation, "已办结", List.of(), obligation == 1 ? Stage.FEEDBACK : null));
    }

    Story giveBack(int obligation) {
        return happens(new Returned(List.of(new NewDue(obligation, DUE)), "证据不足", Stage.HANDLING));
    }

    Story upholdDispute(int obligation) {
        return happens(new DisputeDecided(obligation, true, "不属其职责"));
    }

    Story terminate() {
        return happens(new Terminated("项目取消", "区政府批示"));
    }

    /** For whatever period it falls into. */
    Story report(int obligation) {
        return report(obligation, "");
    }

    Story report(int obligation, String period) {
        return happens(new ProgressReported(obligation, "按计划推进", 50, "", List.of(), period));
    }

    List<Recorded> history() {
        return List.copyOf(history);
    }

    private Story happens(MatterEvent event) {
        long version = history.size() + 1;
        history.add(new Recorded(version, MATTER.stream(), version, instant(now), "p1", event));
        return this;
    }

    @Override
    public String toString() {
        return history.stream()
                .map(r -> LocalDateTime.ofInstant(r.at(), ZONE) + " " + r.event())
                .collect(Collectors.joining("\n"));
    }

    static Instant instant(LocalDateTime time) {
        return time.atZone(ZONE).toInstant();
    }
}
