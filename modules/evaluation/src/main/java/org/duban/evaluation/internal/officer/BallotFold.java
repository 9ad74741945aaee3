package org.duban.evaluation.internal.officer;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.appraisal.Ballot;
import org.duban.api.appraisal.Ballot.State;
import org.duban.api.appraisal.BallotEvent;
import org.duban.api.appraisal.BallotEvent.*;
import org.duban.api.appraisal.BallotKey;
import org.duban.api.journal.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A ballot, and what was signed for whom.
 *
 * @param blinded by voter
 */
record BallotFold(Ballot ballot, Map<String, String> blinded) {

    BallotFold {
        blinded = Map.copyOf(blinded);
    }

    static BallotFold apply(@Nullable BallotFold before, Recorded recorded) {
        if (!(recorded.event() instanceof BallotEvent event)) {
            throw new IllegalArgumentException("not an event of a ballot: " + recorded);
        }
        String id = recorded.stream().id();
        if (event instanceof BallotOpened e) {
            return new BallotFold(
                    new Ballot(
                            id,
                            e.officer(),
                            e.year(),
                            State.ISSUING,
                            e.electorate(),
                            List.of(),
                            e.minimumPapers(),
                            e.choices(),
                            new BallotKey(id, e.modulus(), e.exponent()),
                            List.of(),
                            null,
                            ""),
                    Map.of());
        }
        if (before == null) {
            throw new IllegalArgumentException("a ballot begins by being opened: " + recorded);
        }
        Ballot b = before.ballot();
        if (event instanceof BallotPaperIssued e) {
            Map<String, String> blinded = new HashMap<>(before.blinded());
            blinded.put(e.voter(), e.blinded());
            return new BallotFold(
                    with(b, b.state(), blinded.keySet().stream().sorted().toList(), List.of(), null, ""), blinded);
        } else if (event instanceof BallotBoxOpened) {
            return new BallotFold(with(b, State.CASTING, b.issuedTo(), List.of(), null, ""), before.blinded());
        } else if (event instanceof BallotCounted e) {
            return new BallotFold(with(b, State.COUNTED, b.issuedTo(), e.papers(), e.mean(), ""), before.blinded());
        } else if (event instanceof BallotVoided e) {
            return new BallotFold(with(b, State.VOID, b.issuedTo(), List.of(), null, e.reason()), before.blinded());
        }
        throw new IllegalStateException("an event that changes nothing: " + event);
    }

    private static Ballot with(
            Ballot b,
            State state,
            List<String> issuedTo,
            List<CountedPaper> papers,
            @Nullable BigDecimal mean,
            String reason) {
        return new Ballot(
                b.id(),
                b.officer(),
                b.year(),
                state,
                b.electorate(),
                issuedTo,
                b.minimumPapers(),
                b.choices(),
                b.key(),
                papers,
                mean,
                reason);
    }
}
