package org.duban.ledger.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerQuery.Sort;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.State;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.duban.matter.internal.Fold;

/** What the ledger should answer, computed from every matter's whole history without tables, indexes or rows. */
final class Naive {

    /**
     * A matter that was found.
     *
     * @param matter as it is now
     * @param then as it was at the instant asked for
     */
    record Found(Matter matter, Matter then) {}

    private final Bureau bureau;
    private final LedgerQuery query;
    private final Visibility visibility;
    private final Instant instant;
    private final LocalDate day;

    Naive(Bureau bureau, Visibility visibility, LedgerQuery query) {
        this.bureau = bureau;
        this.query = query;
        this.visibility = visibility;
        this.instant = query.asOf() == null ? bureau.instant() : query.asOf();
        this.day = instant.atZone(Bureau.ZONE).toLocalDate();
    }

    List<Found> list() {
        List<Found> found = new ArrayList<>();
        for (Matter m : bureau.matters()) {
            then(m).map(then -> new Found(m, then)).filter(this::meets).ifPresent(found::add);
        }
        found.sort(order());
        return found;
    }

    Map<String, Long> count(Dimension by) {
        Map<String, Long> counts = new HashMap<>();
        list().forEach(found -> counts.merge(value(found, by), 1L, Long::sum));
        return counts;
    }

    private Optional<Matter> then(Matter m) {
        if (query.asOf() == null) {
            return Optional.of(m);
        }
        List<Recorded> until = bureau.history(m.id()).stream()
                .filter(r -> !r.at().isAfter(instant))
                .toList();
        return until.isEmpty() ? Optional.empty() : Optional.of(Fold.fold(null, until, Bureau.ZONE));
    }

    private boolean meets(Found f) {
        Matter m = f.matter();
        Map<String, String> fields = bureau.formTypes().values(m.subject().form());
        LocalDate due = shownNow(m).map(o -> o.due().date()).orElse(null);
        return visible(m)
                && in(query.formTypes(), m.subject().formType())
                && in(query.stages(), m.stage())
                && in(query.standings(), m.standing())
                && in(query.progress(), progress(f.then()))
                && (query.unit() == null || shownNow(m).isPresent())
                && (!query.leadOnly() || shownNow(m).filter(Obligation::lead).isPresent())
                && same(query.officer(), m.officer())
                && (query.group() == 0 || query.group() == m.group())
                && same(query.line(), m.subject().line())
                && same(query.leader(), m.subject().leader())
                && same(query.area(), m.subject().area())
                && notBefore(query.receivedFrom(), m.receivedOn())
                && notAfter(query.receivedTo(), m.receivedOn())
                && notBefore(query.dueFrom(), due)
                && notAfter(query.dueTo(), due)
                && (query.lights().isEmpty() || query.lights().contains(light(f)))
                && query.filters().entrySet().stream()
                        .allMatch(e -> e.getValue().equals(fields.get(e.getKey())));
    }

    private static <T> boolean in(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static boolean same(Object wanted, Object value) {
        return wanted == null || wanted.equals(value);
    }

    private static boolean notBefore(LocalDate limit, LocalDate value) {
        return limit == null || (value != null && !value.isBefore(limit));
    }

    private static boolean notAfter(LocalDate limit, LocalDate value) {
        return limit == null || (value != null && !value.isAfter(limit));
    }

    private boolean visible(Matter m) {
        return visibility.clauses().stream()
                .anyMatch(clause -> clause.conditions().entrySet().stream()
                        .allMatch(e -> has(m, e.getKey()).stream().anyMatch(e.getValue()::contains)));
    }

    private static Set<String> has(Matter m, Attribute attribute) {
        List<String> values = new ArrayList<>();
        switch (attribute) {
            case LINE -> values.add(m.subject().line().name());
            case GROUP -> values.add(Integer.toString(m.group()));
            case OFFICER -> values.add(m.officer());
            case REGISTRAR -> values.add(m.times().registeredBy());
            case OBLIGED_UNIT -> m.obligations().forEach(o -> values.add(o.unit()));
            case LEAD_UNIT -> m.lead().ifPresent(o -> values.add(o.unit()));
            case LEADER -> {
                values.add(m.subject().leader());
                values.add(m.presentedTo());
            }
            case PARTNER -> values.addAll(m.partners());
        }
        values.removeIf(Objects::isNull);
        return Set.copyOf(values);
    }

    /** The obligation whose due date is shown. */
    Optional<Obligation> shownNow(Matter m) {
        return query.unit() == null ? m.lead() : last(m, o -> o.unit().equals(query.unit()));
    }

    private Optional<Obligation> shownThen(Matter then) {
        if (query.unit() == null
                || then.lead().filter(o -> o.unit().equals(query.unit())).isPresent()) {
            return then.lead();
        }
        return last(then, o -> o.unit().equals(query.unit()));
    }

    private static Optional<Obligation> last(Matter m, Function<Obligation, Boolean> which) {
        return m.currentRound().stream()
                .filter(o -> o.state() != State.RELIEVED && which.apply(o))
                .reduce((a, b) -> b);
    }

    String light(Found f) {
        Obligation o = shownThen(f.then()).orElse(null);
        if (o == null || !o.running() || f.then().standing() != Standing.OPEN) {
            return "";
        }
        Light light = bureau.formTypes()
                .find(f.matter().subject().formType(), f.matter().formVersion())
                .orElseThrow()
                .lights()
                .on(o.due().date(), day, bureau.calendars().asOf(day));
        return light.code();
    }

    /** As {@link Progress} says it, one after the other. */
    Progress progress(Matter m) {
        if (m.standing() != Standing.OPEN && m.standing() != Standing.ARCHIVED) {
            return Progress.ENDED;
        }
        boolean again = m.stage() == org.duban.api.matter.Stage.CONTINUATION;
        if (m.cleared() && !again) {
            return Progress.DONE;
        }
        Obligation lead = m.lead().orElse(null);
        if (lead == null || again) {
            return Progress.ON_SCHEDULE;
        }
        if (lead.state() == State.FINISHED) {
            return Progress.IN_CLEARANCE;
        }
        if (lead.stopped() != null) {
            return Progress.SUSPENDED;
        }
        return lead.due().date().isBefore(day) ? Progress.OVERDUE : Progress.ON_SCHEDULE;
    }

    private Comparator<Found> order() {
        Comparator<Found> byId = Comparator.comparing(f -> f.matter().id());
        Comparator<Found> received =
                Comparator.comparing((Found f) -> f.matter().receivedOn()).thenComparing(byId);
        Comparator<Found> due = Comparator.comparing(
                        (Found f) -> shownNow(f.matter()).orElseThrow().due().date())
                .thenComparing(byId);
        Comparator<Found> changed = Comparator.comparing(
                        (Found f) -> f.matter().times().changedAt())
                .thenComparing(byId);
        if (query.sort() == Sort.DUE) {
            Comparator<Found> runningFirst = Comparator.comparing(f -> !runs(f.matter()));
            return runningFirst.thenComparing(
                    (a, b) -> directed(runs(a.matter()) ? due : received).compare(a, b));
        }
        return directed(query.sort() == Sort.CHANGED ? changed : received);
    }

    private Comparator<Found> directed(Comparator<Found> comparator) {
        return query.descending() ? comparator.reversed() : comparator;
    }

    private boolean runs(Matter m) {
        return m.standing() == Standing.OPEN
                && shownNow(m).filter(Obligation::running).isPresent();
    }

    private String value(Found f, Dimension by) {
        Matter m = f.matter();
        return switch (by) {
            case FORM_TYPE -> m.subject().formType();
            case STAGE -> m.stage().name();
            case STANDING -> m.standing().name();
            case PROGRESS -> progress(f.then()).name();
            case LEAD_UNIT -> m.lead().map(Obligation::unit).orElse("");
            case OFFICER -> Objects.requireNonNullElse(m.officer(), "");
            case GROUP -> m.group() == 0 ? "" : Integer.toString(m.group());
            case LINE -> m.subject().line() == Line.PARTY ? "PARTY" : "GOVERNMENT";
            case LEADER -> Objects.requireNonNullElse(m.subject().leader(), "");
            case LIGHT -> light(f);
            case MONTH -> m.receivedOn().toString().substring(0, 7);
            case YEAR -> Integer.toString(m.receivedOn().getYear());
        };
    }
}
