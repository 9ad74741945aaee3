package org.duban.api.evaluation;

import java.util.Map;

/**
 * How the evaluation reconciles with the ledger: every matter of the ledger is at exactly one state of its evaluation.
 *
 * @param ledger how many matters the ledger counts
 * @param states how many the evaluation knows at each state; adds up to {@code ledger}
 */
public record Coverage(long ledger, Map<MatterEvaluation.State, Long> states) {

    public Coverage {
        states = Map.copyOf(states);
    }

    public long of(MatterEvaluation.State state) {
        return states.getOrDefault(state, 0L);
    }

    public long evaluated() {
        return of(MatterEvaluation.State.EVALUATED);
    }

    /** Matters the evaluation knows. */
    public long total() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether both count the same. */
    public boolean reconciles() {
        return total() == ledger;
    }
}
