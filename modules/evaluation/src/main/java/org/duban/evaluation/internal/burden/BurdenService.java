package org.duban.evaluation.internal.burden;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.burden.Asking;
import org.duban.api.burden.Burden;
import org.duban.api.burden.BurdenPeriod;
import org.duban.api.burden.BurdenReport;
import org.duban.api.burden.UnitBurden;
import org.duban.api.burden.UnitBurden.Asked;
import org.duban.api.burden.UnitBurden.Figure;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.Inspections;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notices;
import org.duban.api.notice.OwedReport;
import org.duban.api.notice.Reports;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.evaluation.internal.conduct.AskedKind;
import org.duban.evaluation.internal.conduct.ConductStore;
import org.duban.spi.directory.Directory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what was asked of units. */
@Component(service = Burden.class)
public final class BurdenService implements Burden {

    private static final int PAGE = 500;

    private final ConductStore conduct;
    private final Reports reports;
    private final Notices notices;
    private final Inspections inspections;
    private final Directory directory;
    private final Access access;
    private final InstantSource clock;
    private final ZoneId zone;

    @Activate
    public BurdenService(
            @Reference ConductStore conduct,
            @Reference Reports reports,
            @Reference Notices notices,
            @Reference Inspections inspections,
            @Reference Directory directory,
            @Reference Access access,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.conduct = conduct;
        this.reports = reports;
        this.notices = notices;
        this.inspections = inspections;
        this.directory = directory;
        this.access = access;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public UnitBurden of(Actor actor, String unit, BurdenPeriod period) {
        Person person = directory.requirePerson(actor.person());
        directory.requireUnit(unit);
        access.require(person, Right.READ_BURDEN, Map.of(Attribute.OBLIGED_UNIT, Set.of(unit)));
        Gathered gathered = new Gathered(period);
        conduct.asked(unit, period.before().first(), period.last()).forEach(gathered::add);
        owed(conduct.obliged(unit), gathered);
        inspected(actor, gathered);
        messages(Set.of(unit), gathered);
        return gathered.of(unit);
    }

    @Override
    public BurdenReport report(Actor actor, BurdenPeriod period) {
        Visibility visibility = access.visibility(directory.requirePerson(actor.person()), Right.READ_BURDEN);
        if (visibility.clauses().isEmpty()) {
            access.require(directory.requirePerson(actor.person()), Right.READ_BURDEN, Map.of());
        }
        Gathered gathered = new Gathered(period);
        conduct.asked(period.before().first(), period.last()).forEach(gathered::add);
        owed(conduct.everObliged(), gathered);
        inspected(actor, gathered);
        Set<String> units = new TreeSet<>(gathered.units());
        directory.units().forEach(u -> units.add(u.id()));
        units.removeIf(u -> !visibility.admits(Map.of(Attribute.OBLIGED_UNIT, Set.of(u))));
        messages(units, gathered);
        List<UnitBurden> burdens = units.stream()
                .map(gathered::of)
                .filter(b -> b.figures().stream().anyMatch(f -> f.count() > 0 || f.before() > 0))
                .sorted(Comparator.comparingLong(UnitBurden::asked).reversed().thenComparing(UnitBurden::unit))
                .toList();
        UnitBurden total = total(period, burdens);
        return new BurdenReport(period, burdens, total, sentence(total, burdens));
    }

    private static UnitBurden total(BurdenPeriod period, List<UnitBurden> burdens) {
        return new UnitBurden(
                "",
                period,
                Arrays.stream(Asking.values())
                        .map(asking -> new Figure(
                                asking,
                                burdens.stream()
                                        .mapToLong(b -> b.figure(asking).count())
                                        .sum(),
                                burdens.stream()
                                        .mapToLong(b -> b.figure(asking).before())
                                        .sum(),
                                List.of()))
                        .toList());
    }

    private String sentence(UnitBurden total, List<UnitBurden> burdens) {
        StringBuilder text = new StringBuilder(total.period().zh())
                .append("共向")
                .append(burdens.stream().filter(b -> b.asked() > 0).count())
                .append("个单位提出要求")
                .append(total.asked())
                .append("次（")
                .append(total.period().before().zh())
                .append(total.askedBefore())
                .append("次）：");
        text.append(String.join(
                "，",
                total.figures().stream()
                        .filter(f -> f.asking() != Asking.MESSAGE)
                        .map(f -> f.asking().zh() + f.count() + "次")
                        .toList()));
        text.append("；另发通知提醒").append(total.figure(Asking.MESSAGE).count()).append("条。");
        burdens.stream()
                .filter(b -> b.asked() > 0)
                .findFirst()
                .ifPresent(b -> text.append("最多的是")
                        .append(unitName(b.unit()))
                        .append("，")
                        .append(b.asked())
                        .append("次。"));
        return text.toString();
    }

    // ---- periodic reports

    private void owed(Collection<MatterId> matters, Gathered gathered) {
        Instant end = gathered.period
                .last()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .minusMillis(1);
        Instant now = clock.instant();
        Instant asOf = now.isBefore(end) ? now : end;
        LocalDate last = asOf.atZone(zone).toLocalDate();
        for (MatterId matter : matters) {
            for (OwedReport report : reportsOf(matter, asOf)) {
                if (!report.dueOn().isAfter(last)) {
                    gathered.add(
                            report.unit(),
                            Asking.REPORT,
                            new Asked(
                                    report.dueOn(),
                                    matter,
                                    report.obligation(),
                                    0,
                                    report.cadence().name() + report.period() + "，"
                                            + report.state().zh()));
                }
            }
        }
    }

    /** A matter that didn't exist at that instant owes nothing. */
    private List<OwedReport> reportsOf(MatterId matter, Instant asOf) {
        try {
            return reports.of(Actor.DUBAN, matter, asOf);
        } catch (DubanException e) {
            if (e.code() == ErrorCode.MATTER_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** As far as the actor may see them. */
    private void inspected(Actor actor, Gathered gathered) {
        for (Inspection inspection : inspections.list(actor, InspectionQuery.all(), Inspections.MAX_ROWS)) {
            InspectionAskings.of(inspection, zone, gathered::add);
        }
    }

    // ---- messages

    /** Each person's own messages are read as that person's own; what leaves this class is days and titles. */
    private void messages(Set<String> units, Gathered gathered) {
        LocalDate first = gathered.period.before().first();
        for (String unit : units) {
            for (Person person : directory.people(unit)) {
                messages(unit, Actor.of(person.id()), first, gathered);
            }
        }
    }

    private void messages(String unit, Actor recipient, LocalDate first, Gathered gathered) {
        long before = 0;
        while (true) {
            List<Notice> page = notices.to(recipient, recipient.person(), before, PAGE);
            for (Notice notice : page) {
                LocalDate day = notice.createdAt().atZone(zone).toLocalDate();
                if (day.isBefore(first)) {
                    return;
                }
                // One that went out within a digest reached its recipient as that digest.
                if (notice.state() == Notice.State.SENT) {
                    gathered.add(
                            unit,
                            Asking.MESSAGE,
                            new Asked(
                                    day,
                                    notice.matter(),
                                    notice.obligation(),
                                    0,
                                    notice.kind().zh() + "：" + notice.title()));
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            before = page.get(page.size() - 1).id();
        }
    }

    private String unitName(String id) {
        return directory.unit(id).map(Unit::name).orElse(id);
    }

    /** What was asked in a period, and how often in the one before. Not thread-safe. */
    private static final class Gathered {
        private final BurdenPeriod period;
        private final Map<String, Map<Asking, List<Asked>>> now = new LinkedHashMap<>();
        private final Map<String, Map<Asking, Long>> earlier = new HashMap<>();

        Gathered(BurdenPeriod period) {
            this.period = period;
        }

        void add(ConductStore.Asked asked) {
            Asking asking = asking(asked.kind());
            String zh = asking.zh() + "（第" + asked.version() + "号记录）";
            add(asked.unit(), asking, new Asked(asked.day(), asked.matter(), asked.obligation(), asked.version(), zh));
        }

        private static Asking asking(AskedKind kind) {
            return switch (kind) {
                case ASSIGNED -> Asking.ASSIGNED;
                case REWORK -> Asking.REWORK;
                case CHECKED -> Asking.CHECKED;
                case REMINDED -> Asking.REMINDED;
            };
        }

        void add(String unit, Asking asking, Asked asked) {
            if (!asked.day().isBefore(period.first()) && !asked.day().isAfter(period.last())) {
                now.computeIfAbsent(unit, u -> new EnumMap<>(Asking.class))
                        .computeIfAbsent(asking, a -> new ArrayList<>())
                        .add(asked);
            } else if (!asked.day().isBefore(period.before().first())
                    && !asked.day().isAfter(period.before().last())) {
                earlier.computeIfAbsent(unit, u -> new EnumMap<>(Asking.class)).merge(asking, 1L, Long::sum);
            }
        }

        Set<String> units() {
            Set<String> units = new TreeSet<>(now.keySet());
            units.addAll(earlier.keySet());
            return units;
        }

        UnitBurden of(String unit) {
            return new UnitBurden(
                    unit,
                    period,
                    Arrays.stream(Asking.values())
                            .map(asking -> {
                                List<Asked> asked = new ArrayList<>(
                                        now.getOrDefault(unit, Map.of()).getOrDefault(asking, List.of()));
                                asked.sort(Comparator.comparing(Asked::day));
                                return new Figure(
                                        asking,
                                        asked.size(),
                                        earlier.getOrDefault(unit, Map.of()).getOrDefault(asking, 0L),
                                        asked);
                            })
                            .toList());
        }
    }
}
