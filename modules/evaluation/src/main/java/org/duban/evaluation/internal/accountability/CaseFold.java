package org.duban.evaluation.internal.accountability;

import java.util.ArrayList;
import java.util.List;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.AccountabilityCase.Consequence;
import org.duban.api.accountability.AccountabilityCase.Decision;
import org.duban.api.accountability.AccountabilityCase.Execution;
import org.duban.api.accountability.AccountabilityCase.Objection;
import org.duban.api.accountability.AccountabilityCase.State;
import org.duban.api.accountability.CaseEvent;
import org.duban.api.accountability.CaseEvent.*;
import org.duban.api.accountability.Party;
import org.duban.api.journal.Recorded;
import org.jspecify.annotations.Nullable;

/** What events make of a case; knows no rule. */
final class CaseFold {

    private CaseFold() {}

    static AccountabilityCase apply(@Nullable AccountabilityCase before, Recorded recorded) {
        if (!(recorded.event() instanceof CaseEvent event)) {
            throw new IllegalArgumentException("not an event of a case: " + recorded);
        }
        if (event instanceof CaseRecommended e) {
            return new AccountabilityCase(
                    recorded.stream().id(),
                    recorded.version(),
                    e.number(),
                    e.line(),
                    e.matters(),
                    e.unit(),
                    e.officer(),
                    State.RECOMMENDED,
                    e.sanctions(),
                    e.reason(),
                    e.officerReason(),
                    e.evidence(),
                    e.duties(),
                    recorded.actor(),
                    recorded.at(),
                    null,
                    List.of(),
                    List.of());
        }
        if (before == null) {
            throw new IllegalArgumentException("a case begins with a recommendation: " + recorded);
        }
        Copy copy = new Copy(before);
        if (event instanceof CaseApproved e) {
            copy.state = State.APPROVED;
            copy.decision = new Decision(true, recorded.actor(), recorded.at(), e.opinion(), e.objectBy());
            copy.consequences = e.sanctions().stream()
                    .map(s -> new Consequence(s, null, false))
                    .toList();
        } else if (event instanceof CaseRejected e) {
            copy.state = State.REJECTED;
            copy.decision = new Decision(false, recorded.actor(), recorded.at(), e.reason(), null);
        } else if (event instanceof CaseWithdrawn) {
            copy.state = State.WITHDRAWN;
        } else if (event instanceof CaseMeasureCarriedOut e) {
            Execution execution =
                    new Execution(e.on(), e.document(), e.file(), e.note(), recorded.actor(), recorded.at());
            copy.consequences = before.consequences().stream()
                    .map(c -> c.sanction().party() == e.party()
                            ? new Consequence(c.sanction(), execution, c.revoked())
                            : c)
                    .toList();
            copy.settle();
        } else if (event instanceof CaseObjectionRaised e) {
            copy.objections.add(new Objection(
                    e.number(), e.party(), recorded.actor(), recorded.at(), e.reason(), e.decideBy(), null, "", ""));
        } else if (event instanceof CaseObjectionDecided e) {
            Objection open = copy.objections.get(e.number() - 1);
            copy.objections.set(
                    e.number() - 1,
                    new Objection(
                            open.number(),
                            open.party(),
                            open.by(),
                            open.at(),
                            open.reason(),
                            open.decideBy(),
                            e.upheld(),
                            recorded.actor(),
                            e.reason()));
            if (e.upheld()) {
                copy.revoke(open.party());
            }
        } else if (event instanceof CaseClosed) {
            copy.state = State.CLOSED;
        }
        return copy.done(recorded.version());
    }

    /** A changed copy of a case. */
    private static final class Copy {
        private final AccountabilityCase from;
        private State state;
        private @Nullable Decision decision;
        private List<Consequence> consequences;
        private final List<Objection> objections;

        Copy(AccountabilityCase from) {
            this.from = from;
            this.state = from.state();
            this.decision = from.decision();
            this.consequences = from.consequences();
            this.objections = new ArrayList<>(from.objections());
        }

        void revoke(Party party) {
            consequences = consequences.stream()
                    .map(c -> c.sanction().party() == party ? new Consequence(c.sanction(), c.execution(), true) : c)
                    .toList();
            settle();
        }

        void settle() {
            if (state == State.APPROVED && consequences.stream().allMatch(Consequence::settled)) {
                state = State.CARRIED_OUT;
            }
        }

        AccountabilityCase done(long version) {
            return new AccountabilityCase(
                    from.id(),
                    version,
                    from.number(),
                    from.line(),
                    from.matters(),
                    from.unit(),
                    from.officer(),
                    state,
                    from.sanctions(),
                    from.reason(),
                    from.officerReason(),
                    from.evidence(),
                    from.duties(),
                    from.recommendedBy(),
                    from.recommendedAt(),
                    decision,
                    consequences,
                    objections);
        }
    }
}
