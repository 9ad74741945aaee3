package org.duban.api.matter;

import java.util.List;
import java.util.Objects;

/**
 * A handling proposal (拟办意见): how the office means to have the matter handled.
 *
 * @param opinion the proposal in words
 * @param assignments the units proposed; exactly one leads
 */
public record Proposal(String opinion, List<Assignment> assignments) {
    public Proposal {
        Objects.requireNonNull(opinion, "opinion");
        assignments = List.copyOf(assignments);
    }
}
