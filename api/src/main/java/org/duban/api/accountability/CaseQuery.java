package org.duban.api.accountability;

import java.util.Set;
import org.duban.api.accountability.AccountabilityCase.State;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * Which cases to list; conditions are joined by "and". {@link #ALL} has none; each method gives a changed copy.
 *
 * @param unit id of the unit
 * @param officer id of the officer
 * @param matter a matter it is about
 * @param states any of these; empty: every state
 * @param year year of the recommendation, in the office's zone; 0: every year
 */
public record CaseQuery(
        @Nullable String unit,
        @Nullable String officer,
        @Nullable MatterId matter,
        Set<State> states,
        int year) {

    /** Every case. */
    public static final CaseQuery ALL = new CaseQuery(null, null, null, Set.of(), 0);

    public CaseQuery {
        states = Set.copyOf(states);
    }

    public CaseQuery unit(String value) {
        return new CaseQuery(value, officer, matter, states, year);
    }

    public CaseQuery officer(String value) {
        return new CaseQuery(unit, value, matter, states, year);
    }

    public CaseQuery matter(MatterId value) {
        return new CaseQuery(unit, officer, value, states, year);
    }

    public CaseQuery states(State... values) {
        return new CaseQuery(unit, officer, matter, Set.of(values), year);
    }

    public CaseQuery year(int value) {
        return new CaseQuery(unit, officer, matter, states, value);
    }
}
