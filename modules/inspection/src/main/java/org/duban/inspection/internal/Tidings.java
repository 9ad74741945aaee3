package org.duban.inspection.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionEvent.*;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionGroup;
import org.duban.api.journal.Recorded;
import org.duban.api.notice.NoticeKind;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.inspection.internal.InspectionRules.Reminder;
import org.duban.inspection.internal.InspectionRules.Whom;
import org.duban.spi.directory.Directory;

/** Whom to tell what. Depends on nothing but its arguments and the directory. */
final class Tidings {

    private static final int LONGEST_KEY = 190;
    private static final Set<Role> OF_A_UNIT = Set.of(Role.RESPONSIBLE_LEADER, Role.HANDLER);
    private static final Set<Role> DIRECTORS = Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR);

    private final Directory directory;
    private final List<Reminder> steps;
    private final ZoneId zone;

    Tidings(Directory directory, List<Reminder> steps, ZoneId zone) {
        this.directory = directory;
        this.steps = steps;
        this.zone = zone;
    }

    /**
     * Something to tell one person.
     *
     * @param key the same thing has the same key for ever
     */
    record Tiding(String key, String person, NoticeKind kind, String title, String text) {}

    // ---- what happened

    /** Who has to act on an event or know of it, and is told at once. */
    List<Tiding> of(Recorded recorded, Inspection inspection) {
        if (recorded.event() instanceof OfFinding about) {
            return inspection
                    .finding(about.finding())
                    .map(finding -> ofFinding(recorded, about, inspection, finding))
                    .orElse(List.of());
        }
        String name = inspection.number() + inspection.plan().title();
        if (recorded.event() instanceof InspectionStarted) {
            Set<String> people = new LinkedHashSet<>(inspection.plan().people());
            inspection.plan().partners().forEach(partner -> people.addAll(partner(partner)));
            return to(people, recorded, "督查开始：" + name, inspection.plan().content());
        } else if (recorded.event() instanceof InspectionPartnerJoined joined) {
            return to(partner(joined.partner()), recorded, "邀请参加督查：" + name, joined.reason());
        } else if (recorded.event() instanceof InspectionConcluded concluded) {
            List<Tiding> tidings = new ArrayList<>();
            concluded
                    .units()
                    .forEach(unit -> tidings.addAll(to(unit(unit.unit()), recorded, "督查结论：" + name, unit.text())));
            return tidings;
        } else if (recorded.event() instanceof InspectionObjectionRaised raised) {
            return to(directors(), recorded, "督查异议：" + name, raised.reason());
        } else if (recorded.event() instanceof InspectionObjectionDecided decided) {
            return inspection.objections().stream()
                    .filter(objection -> objection.number() == decided.number())
                    .flatMap(objection -> to(
                            unit(objection.unit()),
                            recorded,
                            (decided.upheld() ? "异议成立：" : "异议不成立：") + name,
                            decided.reason())
                            .stream())
                    .toList();
        }
        return List.of();
    }

    private List<Tiding> ofFinding(
            Recorded recorded, OfFinding event, Inspection inspection, InspectionFinding finding) {
        String name = name(inspection, finding);
        if (event instanceof FindingNotified told) {
            return to(
                    unit(finding.unit()),
                    recorded,
                    "督查问题交办：" + name,
                    finding.text() + "\n整改要求：" + told.requirement() + "\n整改时限："
                            + told.due().date());
        } else if (event instanceof RectificationReturned returned) {
            return to(
                    unit(finding.unit()),
                    recorded,
                    "整改退回：" + name,
                    returned.reason() + "\n整改时限：" + returned.due().date());
        } else if (event instanceof FindingExtensionDecided decided) {
            String outcome = decided.granted() ? "同意延期：" : "不同意延期：";
            DueDate due = decided.due();
            return to(
                    unit(finding.unit()),
                    recorded,
                    outcome + name,
                    decided.reason() + (due == null ? "" : "\n整改时限：" + due.date()));
        } else if (event instanceof FindingLookedBackAt looked && looked.relapsed()) {
            return to(unit(finding.unit()), recorded, "问题反弹，重新整改：" + name, looked.text());
        } else if (event instanceof RectificationReported reported) {
            return to(leaders(inspection), recorded, "整改待核验：" + name, reported.text());
        } else if (event instanceof FindingExtensionRequested asked) {
            return to(leaders(inspection), recorded, "申请整改延期：" + name, asked.reason() + "\n延至：" + asked.newDate());
        }
        return List.of();
    }

    private static List<Tiding> to(Set<String> people, Recorded recorded, String title, String text) {
        return people.stream()
                .filter(person -> !person.equals(recorded.actor()))
                .map(person -> new Tiding(
                        key(recorded.stream() + "/" + recorded.version() + "/" + person),
                        person,
                        NoticeKind.TASK,
                        title,
                        text.isBlank() ? title : text))
                .toList();
    }

    // ---- what is due

    /** The reminders of an inspection's rectifications that are due at an instant: of each the last step whose day has come. */
    List<Tiding> due(Inspection inspection, Instant now, WorkCalendar calendar) {
        List<Tiding> tidings = new ArrayList<>();
        for (InspectionFinding finding : inspection.findings()) {
            DueDate kept = finding.due();
            if (kept != null && finding.state() == FindingState.RECTIFYING) {
                LocalDate due = kept.countedBy(calendar).date();
                step(due, finding, day(now), calendar)
                        .ifPresent(step -> tidings.addAll(reminders(step, due, inspection, finding)));
            }
        }
        return tidings;
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private Optional<Reminder> step(LocalDate due, InspectionFinding finding, LocalDate today, WorkCalendar calendar) {
        Reminder reached = null;
        LocalDate since = today;
        for (Reminder step : steps) {
            int days = step.workingDays();
            LocalDate on = days < 0
                    ? calendar.subtractWorkingDays(due, -days)
                    : days == 0 ? due : calendar.addWorkingDays(due, days).date();
            if (!on.isAfter(today)) {
                reached = step;
                since = on;
            }
        }
        // Who was told of the deadline on that day or later needs no reminder of it.
        return since.isAfter(day(finding.last().at())) ? Optional.ofNullable(reached) : Optional.empty();
    }

    private List<Tiding> reminders(Reminder step, LocalDate due, Inspection inspection, InspectionFinding finding) {
        Set<String> people = new LinkedHashSet<>();
        for (Whom whom : step.to()) {
            people.addAll(
                    switch (whom) {
                        case UNIT -> unit(finding.unit());
                        case GROUP -> leaders(inspection);
                        case DIRECTORS -> directors();
                    });
        }
        String name = name(inspection, finding);
        return people.stream()
                .map(person -> new Tiding(
                        key("inspection/" + inspection.id() + "/" + finding.number() + "/" + due + "/" + step.id() + "/"
                                + person),
                        person,
                        NoticeKind.REMINDER,
                        step.title().replace("{title}", name),
                        finding.text() + "\n整改时限：" + due))
                .toList();
    }

    // ---- people

    private static String name(Inspection inspection, InspectionFinding finding) {
        return inspection.number() + "第" + finding.number() + "个问题";
    }

    private Set<String> unit(String unit) {
        return ids(directory.people(unit), OF_A_UNIT);
    }

    /** A person, or the people of a joint department. */
    private Set<String> partner(String partner) {
        if (directory.person(partner).isPresent()) {
            return Set.of(partner);
        }
        return ids(directory.people(partner), Set.of(Role.PARTNER, Role.RESPONSIBLE_LEADER, Role.HANDLER));
    }

    private static Set<String> leaders(Inspection inspection) {
        Set<String> leaders = new TreeSet<>();
        inspection.plan().groups().stream().map(InspectionGroup::leader).forEach(leaders::add);
        return leaders;
    }

    private Set<String> directors() {
        return ids(directory.office(), DIRECTORS);
    }

    private static Set<String> ids(Iterable<Person> people, Set<Role> roles) {
        Set<String> ids = new LinkedHashSet<>();
        for (Person person : people) {
            if (person.hasAnyOf(roles)) {
                ids.add(person.id());
            }
        }
        return ids;
    }

    /** The host's ids may be long; keys may not. */
    private static String key(String key) {
        if (key.length() <= LONGEST_KEY) {
            return key;
        }
        try {
            return "inspection/"
                    + HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
