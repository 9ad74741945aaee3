package org.duban.matter.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Matter.Conclusion;
import org.duban.api.matter.Matter.Lineage;
import org.duban.api.matter.Matter.Objection;
import org.duban.api.matter.Matter.Paper;
import org.duban.api.matter.Matter.Times;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.Escalation;
import org.duban.api.matter.Obligation.State;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Adds events up to a matter. Pure, and knows no rule: whatever the rules made of a command is in the events, so that an old journal
 * gives the same matters under new rules.
 */
public final class Fold {

    private final MatterId id;
    private final ZoneId zone;
    private long version;
    private String number = "";
    private @Nullable Draft subject;
    private int formVersion;
    private Stage stage = Stage.INITIATION;
    private Standing standing = Standing.OPEN;
    private int round;
    private @Nullable String officer;
    private int group;
    private @Nullable Proposal proposal;
    private @Nullable String proposer;
    private final List<Obligation> obligations = new ArrayList<>();
    private @Nullable MatterId parent;
    private boolean linkOfParent;
    private final List<MatterId> links = new ArrayList<>();
    private final List<MatterId> splitInto = new ArrayList<>();
    private @Nullable MatterId mergedInto;
    private final List<MatterId> absorbed = new ArrayList<>();
    private final List<Conclusion> conclusions = new ArrayList<>();
    private final List<Objection> objections = new ArrayList<>();
    private final List<Paper> papers = new ArrayList<>();
    private final Set<String> partners = new HashSet<>();
    private @Nullable String presentedTo;
    private @Nullable LocalDate instructedDue;
    private int checks;
    private String endReason = "";
    private Instant registeredAt = Instant.EPOCH;
    private String registeredBy = "";
    private @Nullable Instant assignedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant clearedAt;
    private @Nullable Instant repliedAt;
    private @Nullable Instant endedAt;
    private Instant changedAt = Instant.EPOCH;
    private Set<String> verifiers = Set.of();

    private Fold(MatterId id, ZoneId zone) {
        this.id = id;
        this.zone = zone;
    }

    /**
     * The matter after these events.
     *
     * @param before the matter before them; null when the first one registers it
     * @param events in order
     * @param zone the deployment's time zone, for the days of conclusions
     */
    public static Matter fold(@Nullable Matter before, List<Recorded> events, ZoneId zone) {
        Fold fold = new Fold(
                before != null
                        ? before.id()
                        : new MatterId(events.get(0).stream().id()),
                zone);
        if (before != null) {
            fold.start(before);
        }
        events.forEach(fold::apply);
        return fold.matter();
    }

    private void start(Matter m) {
        version = m.version();
        number = m.number();
        subject = m.subject();
        formVersion = m.formVersion();
        stage = m.stage();
        standing = m.standing();
        round = m.round();
        officer = m.officer();
        group = m.group();
        proposal = m.proposal();
        proposer = m.proposer();
        obligations.addAll(m.obligations());
        parent = m.lineage().parent();
        linkOfParent = m.lineage().linkOfParent();
        links.addAll(m.lineage().links());
        splitInto.addAll(m.lineage().splitInto());
        mergedInto = m.lineage().mergedInto();
        absorbed.addAll(m.lineage().absorbed());
        conclusions.addAll(m.conclusions());
        objections.addAll(m.objections());
        papers.addAll(m.papers());
        partners.addAll(m.partners());
        presentedTo = m.presentedTo();
        instructedDue = m.instructedDue();
        checks = m.checks();
        verifiers = m.verifiers();
        endReason = m.endReason();
        Times t = m.times();
        registeredAt = t.registeredAt();
        registeredBy = t.registeredBy();
        assignedAt = t.assignedAt();
        finishedAt = t.finishedAt();
        clearedAt = t.clearedAt();
        repliedAt = t.repliedAt();
        endedAt = t.endedAt();
        changedAt = t.changedAt();
    }

    private Matter matter() {
        return new Matter(
                id,
                version,
                number,
                Objects.requireNonNull(subject, "the first event of a matter registers it"),
                formVersion,
                stage,
                standing,
                round,
                officer,
                group,
                proposal,
                proposer,
                obligations,
                new Lineage(parent, linkOfParent, links, splitInto, mergedInto, absorbed),
                conclusions,
                objections,
                papers,
                partners,
                presentedTo,
                instructedDue,
                checks,
                verifiers,
                endReason,
                new Times(
                        registeredAt, registeredBy, assignedAt, finishedAt, clearedAt, repliedAt, endedAt, changedAt));
    }

    private void apply(Recorded recorded) {
        if (!(recorded.event() instanceof MatterEvent event)) {
            throw new IllegalArgumentException("not an event of a matter: " + recorded);
        }
        version = recorded.version();
        changedAt = recorded.at();
        Instant at = recorded.at();
        if (event instanceof Move move) {
            applyMove(move, recorded);
            if (move.next() != null) {
                stage = move.next();
            }
        } else if (event instanceof Registered e) {
            number = e.number();
            subject = e.draft();
            formVersion = e.formVersion();
            parent = e.parent();
            linkOfParent = e.link();
            registeredAt = at;
            registeredBy = recorded.actor();
        } else if (event instanceof Amended e) {
            subject = e.draft();
        } else if (event instanceof Proposed e) {
            proposal = e.proposal();
        } else if (event instanceof Entrusted e) {
            officer = e.officer();
            group = e.group();
        } else if (event instanceof Declined e) {
            end(Standing.DECLINED, e.reason(), at);
        } else if (event instanceof Withdrawn e) {
            end(Standing.WITHDRAWN, e.reason(), at);
        } else if (event instanceof Merged e) {
            mergedInto = e.into();
            end(Standing.MERGED, e.reason(), at);
        } else if (event instanceof Split e) {
            splitInto.addAll(e.into());
            end(Standing.SPLIT, e.reason(), at);
        } else if (event instanceof Terminated e) {
            conclude(recorded, Set.of());
            end(Standing.TERMINATED, e.reason(), at);
        } else if (event instanceof Archived) {
            standing = Standing.ARCHIVED;
            endedAt = at;
        } else if (event instanceof Absorbed e) {
            absorbed.add(e.from());
        } else if (event instanceof BrokenDown e) {
            links.addAll(e.links());
        } else if (event instanceof BroughtIn e) {
            partners.add(e.partner());
        } else if (event instanceof Checked) {
            checks++;
        } else if (event instanceof ReplyPublished) {
            repliedAt = at;
        } else if (event instanceof Presented e) {
            presentedTo = e.leader();
        } else if (event instanceof PaperIssued e) {
            papers.add(new Paper(recorded.version(), e.kind(), e.number(), e.units()));
        } else if (event instanceof ObjectionRaised e) {
            objections.add(new Objection(e.number(), e.unit(), e.version(), e.decideBy(), null));
        } else if (event instanceof ObjectionDecided e) {
            objections.replaceAll(o -> o.number() == e.number()
                    ? new Objection(o.number(), o.unit(), o.version(), o.decideBy(), e.upheld())
                    : o);
        } else if (event instanceof LookedBack) {
            checks++;
        } else {
            applyToObligations(event, recorded);
        }
    }

    private void applyMove(Move move, Recorded recorded) {
        Instant at = recorded.at();
        if (move instanceof Submitted) {
            proposer = recorded.actor();
        } else if (move instanceof Assigned e) {
            if (e.round() > round) {
                round = e.round();
                presentedTo = null;
                instructedDue = null;
                finishedAt = null;
                clearedAt = null;
            }
            if (assignedAt == null) {
                assignedAt = at;
            }
            for (Obliged o : e.obliged()) {
                obligations.add(new Obligation(
                        o.number(),
                        round,
                        o.assignment(),
                        State.ASSIGNED,
                        o.due(),
                        o.basis(),
                        at,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        0,
                        0,
                        0,
                        null,
                        List.of()));
            }
        } else if (move instanceof Finished e) {
            if (obligation(e.obligation()).lead()) {
                finishedAt = at;
            }
            update(
                    e.obligation(),
                    o -> with(o).state(State.FINISHED)
                            .percent(100)
                            .finishedAt(at)
                            .pending(null)
                            .done());
        } else if (move instanceof VerificationStarted e) {
            verifiers = new HashSet<>(e.team());
            verifiers.add(recorded.actor());
        } else if (move instanceof Cleared) {
            conclude(recorded, verifiers);
            clearedAt = at;
        } else if (move instanceof Returned e) {
            finishedAt = null;
            verifiers = Set.of();
            for (NewDue d : e.obligations()) {
                update(
                        d.obligation(),
                        o -> with(o).state(State.RETURNED)
                                .finishedAt(null)
                                .due(d.due())
                                .returned()
                                .done());
            }
        } else if (move instanceof InstructedAgain e) {
            instructedDue = e.dueOn();
            clearedAt = null;
        } else if (move instanceof CircularDecided) {
            conclude(recorded, Set.of());
        } else if (move instanceof Reopened e) {
            standing = Standing.OPEN;
            endedAt = null;
            endReason = "";
            if (e.next() != Stage.CIRCULAR) {
                clearedAt = null;
            }
        }
    }

    private void applyToObligations(MatterEvent event, Recorded recorded) {
        Instant at = recorded.at();
        if (event instanceof Acknowledged e) {
            update(
                    e.obligation(),
                    o -> with(o).state(State.ACKNOWLEDGED).acknowledgedAt(at).done());
        } else if (event instanceof Delegated e) {
            update(e.obligation(), o -> with(o).handler(e.handler()).done());
        } else if (event instanceof Disputed e) {
            update(e.obligation(), o -> with(o).state(State.DISPUTED).done());
        } else if (event instanceof DisputeDecided e) {
            update(
                    e.obligation(),
                    o -> with(o).state(
                                    e.upheld()
                                            ? State.RELIEVED
                                            : o.returns() > 0
                                                    ? State.RETURNED
                                                    : o.acknowledgedAt() == null ? State.ASSIGNED : State.ACKNOWLEDGED)
                            .done());
        } else if (event instanceof ExtensionRequested e) {
            update(e.obligation(), o -> with(o).pending(e.newDate()).done());
        } else if (event instanceof ExtensionDecided e) {
            DueDate due = e.due();
            update(
                    e.obligation(),
                    o -> due == null
                            ? with(o).pending(null).done()
                            : with(o).pending(null)
                                    .due(due)
                                    .basis("延期批准")
                                    .extended()
                                    .done());
        } else if (event instanceof Suspended e) {
            for (Stopped s : e.stopped()) {
                update(s.obligation(), o -> with(o).stopped(s).done());
            }
        } else if (event instanceof Resumed e) {
            for (NewDue d : e.dues()) {
                update(d.obligation(), o -> with(o).stopped(null).due(d.due()).done());
            }
        } else if (event instanceof Reminded e) {
            update(e.obligation(), o -> with(o).reminded(at).done());
        } else if (event instanceof ProgressReported e) {
            update(e.obligation(), o -> with(o).percent(e.percent()).done());
        } else if (event instanceof DueDatesRecounted e) {
            for (NewDue d : e.dues()) {
                update(d.obligation(), o -> with(o).due(d.due()).done());
            }
        } else if (event instanceof Escalated e) {
            Escalation escalation = new Escalation(recorded.version(), e.step(), e.action(), e.dueOn(), at);
            update(e.obligation(), o -> with(o).escalated(escalation).done());
        } else if (event instanceof CompletedInPart e) {
            update(e.obligation(), o -> with(o).due(e.due()).basis("阶段性办结后续时限").done());
        } else {
            throw new IllegalStateException("an event that changes nothing: " + event);
        }
    }

    private void end(Standing how, String reason, Instant at) {
        standing = how;
        endReason = reason;
        endedAt = at;
        obligations.replaceAll(
                o -> o.open() ? with(o).state(State.RELIEVED).stopped(null).done() : o);
    }

    private void conclude(Recorded recorded, Set<String> team) {
        Set<String> by = new HashSet<>(team);
        by.add(recorded.actor());
        conclusions.add(new Conclusion(
                recorded.version(),
                recorded.event().getClass().getSimpleName(),
                by,
                recorded.at().atZone(zone).toLocalDate()));
    }

    private Obligation obligation(int obligation) {
        return obligations.get(obligation - 1);
    }

    private void update(int obligation, UnaryOperator<Obligation> change) {
        obligations.set(obligation - 1, change.apply(obligations.get(obligation - 1)));
    }

    private static Copy with(Obligation o) {
        return new Copy(o);
    }

    /** A changed copy of an obligation. */
    private static final class Copy {
        private final Obligation from;
        private State state;
        private DueDate due;
        private String basis;
        private @Nullable Instant acknowledgedAt;
        private @Nullable String handler;
        private int percent;
        private @Nullable Instant finishedAt;
        private @Nullable Stopped stopped;
        private @Nullable LocalDate pendingExtension;
        private int extensions;
        private int returns;
        private int reminders;
        private @Nullable Instant remindedAt;
        private List<Escalation> escalations;

        Copy(Obligation o) {
            from = o;
            state = o.state();
            due = o.due();
            basis = o.basis();
            acknowledgedAt = o.acknowledgedAt();
            handler = o.handler();
            percent = o.percent();
            finishedAt = o.finishedAt();
            stopped = o.stopped();
            pendingExtension = o.pendingExtension();
            extensions = o.extensions();
            returns = o.returns();
            reminders = o.reminders();
            remindedAt = o.remindedAt();
            escalations = o.escalations();
        }

        Obligation done() {
            return new Obligation(
                    from.number(),
                    from.round(),
                    from.assignment(),
                    state,
                    due,
                    basis,
                    from.assignedAt(),
                    acknowledgedAt,
                    handler,
                    percent,
                    finishedAt,
                    stopped,
                    pendingExtension,
                    extensions,
                    returns,
                    reminders,
                    remindedAt,
                    escalations);
        }

        Copy state(State value) {
            state = value;
            return this;
        }

        Copy due(DueDate value) {
            due = value;
            return this;
        }

        Copy basis(String value) {
            basis = value;
            return this;
        }

        Copy acknowledgedAt(Instant value) {
            acknowledgedAt = value;
            return this;
        }

        Copy handler(String value) {
            handler = value;
            return this;
        }

        Copy percent(int value) {
            percent = value;
            return this;
        }

        Copy finishedAt(@Nullable Instant value) {
            finishedAt = value;
            return this;
        }

        Copy stopped(@Nullable Stopped value) {
            stopped = value;
            return this;
        }

        Copy pending(@Nullable LocalDate value) {
            pendingExtension = value;
            return this;
        }

        Copy extended() {
            extensions++;
            return this;
        }

        Copy returned() {
            returns++;
            return this;
        }

        Copy reminded(Instant at) {
            reminders++;
            remindedAt = at;
            return this;
        }

        Copy escalated(Escalation value) {
            List<Escalation> more = new ArrayList<>(escalations);
            more.add(value);
            escalations = more;
            return this;
        }
    }
}
