package org.duban.search.internal.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.duban.api.access.Visibility;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.search.Facet;
import org.duban.api.search.TextKind;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;
import org.jspecify.annotations.Nullable;

/**
 * What of a matter is found: everything ever written about it, event by event, and what it is filtered, counted and shown by. Pure.
 *
 * <p>What a draft said before it was amended stays, with the version that wrote it: people look for what they remember. The title in force
 * is always the first text; a part that an amendment left as it was is a text of the event that wrote it. One text in two events of
 * one command (a circular and its paper) is there once.
 *
 * <p>Ids (of persons, units, matters), methods, dates and numbers in a form, and the reason Duban gives for a due date are not texts.
 */
public final class MatterTexts {

    private static final Map<Class<? extends MatterEvent>, BiConsumer<MatterEvent, Page>> WRITERS = writers();

    private final FormTexts formTexts;
    private final Matters matters;

    /** @param matters only replays */
    public MatterTexts(FormTypes formTypes, Matters matters) {
        this.formTexts = new FormTexts(formTypes);
        this.matters = matters;
    }

    /**
     * A matter as it is indexed.
     *
     * @param matter what the history makes of it
     * @param history its events from the first on
     */
    public MatterText of(Matter matter, List<Recorded> history) {
        return new MatterText(
                matter.id(),
                matter.version(),
                keys(matter),
                matter.receivedOn(),
                matter.due().map(due -> due.date()).orElse(null),
                matter.times().changedAt(),
                LeadClock.of(history, matters::replay),
                Visibility.Attribute.of(matter),
                titleFirst(matter.subject().title(), written(matter, history)));
    }

    /**
     * What these events wrote, in their order.
     *
     * <p>To know what the last events of a history added, hand in the whole history and look at {@link Text#version}: alone, an amendment
     * can't tell which parts of its draft are new.
     *
     * @param matter the matter, before or after them
     * @param events events of it, in order, without a gap
     */
    public List<Text> written(Matter matter, List<Recorded> events) {
        Page page = new Page(matter.formVersion(), formTexts);
        for (Recorded recorded : events) {
            page.begin(recorded);
            writer(recorded).accept((MatterEvent) recorded.event(), page);
        }
        return page.texts();
    }

    /** The texts of a draft that isn't registered yet, beside title and content: each once, in the order of the form. */
    public Set<String> formTexts(Draft draft, int formVersion) {
        return formTexts.of(draft, formVersion);
    }

    private static BiConsumer<MatterEvent, Page> writer(Recorded recorded) {
        BiConsumer<MatterEvent, Page> writer = WRITERS.get(recorded.event().getClass());
        if (writer == null) {
            throw new IllegalArgumentException("not an event of a matter: " + recorded.stream() + " version "
                    + recorded.version() + ", " + recorded.event().getClass().getSimpleName());
        }
        return writer;
    }

    private static List<Text> titleFirst(String title, List<Text> texts) {
        List<Text> sorted = new ArrayList<>(texts);
        texts.stream()
                .filter(text -> text.kind() == TextKind.TITLE && text.text().equals(title))
                .findFirst()
                .ifPresent(first -> {
                    sorted.remove(first);
                    sorted.add(0, first);
                });
        return sorted;
    }

    // ---- what it is filtered and counted by

    private Map<String, Set<String>> keys(Matter m) {
        Draft subject = m.subject();
        Map<String, Set<String>> keys = new HashMap<>(formTexts.filters(subject, m.formVersion()));
        keys.put(MatterText.FORM_VERSION, Set.of(Integer.toString(m.formVersion())));
        for (Facet facet : Facet.values()) {
            Set<String> values = values(facet, m);
            if (values != null) {
                keys.put(facet.name(), values);
            }
        }
        return keys;
    }

    /** Null for the light, which depends on the instant asked for. */
    private static @Nullable Set<String> values(Facet facet, Matter m) {
        return switch (facet) {
            case FORM_TYPE -> Set.of(m.subject().formType());
            case STAGE -> Set.of(m.stage().name());
            case STANDING -> Set.of(m.standing().name());
            case UNIT -> units(m);
            case LEAD_UNIT -> orNone(m.lead().map(Obligation::unit).orElse(null));
            case OFFICER -> orNone(m.officer());
            case GROUP -> orNone(m.group() == 0 ? null : Integer.toString(m.group()));
            case LINE -> Set.of(m.subject().line().name());
            case LEADER -> orNone(m.subject().leader());
            case AREA -> orNone(m.subject().area());
            case YEAR -> Set.of(Integer.toString(m.receivedOn().getYear()));
            case LIGHT -> null;
        };
    }

    private static Set<String> units(Matter m) {
        Set<String> units = new TreeSet<>();
        m.currentRound().stream()
                .filter(o -> o.state() != Obligation.State.RELIEVED)
                .forEach(o -> units.add(o.unit()));
        return units.isEmpty() ? orNone(null) : units;
    }

    private static Set<String> orNone(@Nullable String value) {
        return Set.of(Objects.requireNonNullElse(value, ""));
    }

    // ---- what each event wrote

    private static Map<Class<? extends MatterEvent>, BiConsumer<MatterEvent, Page>> writers() {
        Map<Class<? extends MatterEvent>, BiConsumer<MatterEvent, Page>> all = new HashMap<>();
        on(all, Registered.class, (e, page) -> {
            page.write(TextKind.NUMBER, e.number());
            page.draft(e.draft());
        });
        on(all, Amended.class, (e, page) -> page.draft(e.draft()));
        on(all, Proposed.class, (e, page) -> {
            page.write(TextKind.PROPOSAL, e.proposal().opinion());
            e.proposal().assignments().forEach(a -> page.write(TextKind.ASSIGNMENT, a.requirement()));
        });
        on(all, Submitted.class, (e, page) -> {});
        on(all, Approved.class, (e, page) -> page.write(TextKind.OPINION, e.opinion()));
        on(all, SentBack.class, (e, page) -> page.write(TextKind.OPINION, e.opinion()));
        on(all, Declined.class, (e, page) -> page.write(TextKind.OPINION, e.reason()));
        on(all, Withdrawn.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, Entrusted.class, (e, page) -> {});
        on(
                all,
                Assigned.class,
                (e, page) -> e.obliged()
                        .forEach(o ->
                                page.write(TextKind.ASSIGNMENT, o.assignment().requirement())));
        on(all, Acknowledged.class, (e, page) -> {});
        on(all, Delegated.class, (e, page) -> {});
        on(all, Disputed.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, DisputeDecided.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, ExtensionRequested.class, (e, page) -> {
            page.write(TextKind.COORDINATION, e.reason(), e.progress());
            if (e.document() != null) {
                page.attach(List.of(e.document()));
            }
        });
        on(all, ExtensionDecided.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, Suspended.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason(), e.basis()));
        on(all, Resumed.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, Reminded.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, DueDatesRecounted.class, (e, page) -> page.write(TextKind.COORDINATION, e.notice(), e.reason()));
        on(all, Escalated.class, (e, page) -> page.write(TextKind.PAPER, e.title(), e.text()));
        on(all, ProgressReported.class, (e, page) -> {
            page.write(TextKind.FEEDBACK, e.text(), e.difficulties());
            page.attach(e.evidence());
        });
        on(all, Finished.class, (e, page) -> {
            page.write(TextKind.FEEDBACK, e.text());
            page.attach(e.evidence());
        });
        on(all, CompletedInPart.class, (e, page) -> page.write(TextKind.FEEDBACK, e.done(), e.remaining()));
        on(all, VerificationStarted.class, (e, page) -> {});
        on(all, Checked.class, (e, page) -> {
            page.write(TextKind.VERIFICATION, e.place(), e.text());
            e.participants().stream().filter(MatterTexts::isName).forEach(p -> page.write(TextKind.VERIFICATION, p));
            page.attach(e.evidence());
        });
        on(all, Cleared.class, (e, page) -> {
            page.write(TextKind.VERIFICATION, e.text());
            page.attach(e.evidence());
        });
        on(all, Returned.class, (e, page) -> page.write(TextKind.VERIFICATION, e.reason()));
        on(all, ReplyPublished.class, (e, page) -> page.write(TextKind.REPLY, e.text(), e.where()));
        on(all, Presented.class, (e, page) -> page.write(TextKind.SUBMISSION, e.report()));
        on(all, Endorsed.class, (e, page) -> page.write(TextKind.SUBMISSION, e.comment()));
        on(all, InstructedAgain.class, (e, page) -> page.write(TextKind.SUBMISSION, e.text()));
        on(all, CircularDecided.class, (e, page) -> page.write(TextKind.PAPER, e.text()));
        on(all, PaperIssued.class, (e, page) -> {
            page.write(TextKind.NUMBER, e.number());
            page.write(TextKind.PAPER, e.title(), e.text());
        });
        on(all, Archived.class, (e, page) -> page.write(TextKind.ARCHIVE, e.note()));
        on(all, Merged.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, Absorbed.class, (e, page) -> page.write(TextKind.COORDINATION, e.title()));
        on(all, Split.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, BrokenDown.class, (e, page) -> {});
        on(all, Terminated.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason(), e.basis()));
        on(all, BroughtIn.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        on(all, ObjectionRaised.class, (e, page) -> page.write(TextKind.OBJECTION, e.reason()));
        on(all, ObjectionDecided.class, (e, page) -> page.write(TextKind.OBJECTION, e.reason()));
        on(all, LookedBack.class, (e, page) -> {
            page.write(TextKind.VERIFICATION, e.text());
            page.attach(e.evidence());
        });
        on(all, Reopened.class, (e, page) -> page.write(TextKind.COORDINATION, e.reason()));
        events(MatterEvent.class).filter(event -> !all.containsKey(event)).forEach(event -> {
            throw new IllegalStateException("not said what is found of " + event.getSimpleName());
        });
        return Map.copyOf(all);
    }

    private static <E extends MatterEvent> void on(
            Map<Class<? extends MatterEvent>, BiConsumer<MatterEvent, Page>> all,
            Class<E> type,
            BiConsumer<E, Page> writer) {
        all.put(type, (event, page) -> writer.accept(type.cast(event), page));
    }

    /** Every event there is: Java 17 has no switch over them that the compiler would check. */
    static Stream<Class<?>> events(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(MatterTexts::events);
    }

    /** Participants are ids or names: an id is ASCII without a space. */
    private static boolean isName(String participant) {
        return participant.chars().anyMatch(c -> c > 127 || c == ' ');
    }

    /** Where events are written down. */
    private static final class Page {
        private final int formVersion;
        private final FormTexts formTexts;
        private final List<Text> texts = new ArrayList<>();
        private final Set<Line> drafted = new HashSet<>();
        private final Set<String> said = new HashSet<>();
        private final Set<Line> command = new LinkedHashSet<>();
        private @Nullable Recorded now;

        private record Line(TextKind kind, String text) {}

        Page(int formVersion, FormTexts formTexts) {
            this.formVersion = formVersion;
            this.formTexts = formTexts;
        }

        void begin(Recorded recorded) {
            Recorded before = now;
            // Events of one command bear one instant.
            if (before == null
                    || !before.at().equals(recorded.at())
                    || !before.actor().equals(recorded.actor())) {
                command.clear();
            }
            now = recorded;
        }

        void write(TextKind kind, @Nullable String... some) {
            Recorded recorded = Objects.requireNonNull(now, "now");
            for (String text : some) {
                if (text != null && !text.isBlank() && command.add(new Line(kind, text))) {
                    texts.add(new Text(kind, recorded.version(), recorded.at(), recorded.actor(), text));
                }
            }
        }

        void attach(List<Attachment> attachments) {
            attachments.forEach(attachment -> write(TextKind.ATTACHMENT, attachment.name()));
        }

        void draft(Draft draft) {
            part(TextKind.TITLE, draft.title());
            part(TextKind.NUMBER, draft.source().number());
            part(TextKind.SOURCE, draft.source().title());
            part(TextKind.CONTENT, draft.content());
            for (String text : formTexts.of(draft, formVersion)) {
                if (!said.contains(text)) {
                    part(TextKind.CONTENT, text);
                }
            }
        }

        /** Unless this matter's draft has said it before. */
        private void part(TextKind kind, @Nullable String text) {
            if (text != null && drafted.add(new Line(kind, text))) {
                said.add(text);
                write(kind, text);
            }
        }

        List<Text> texts() {
            return texts;
        }
    }
}
