package org.duban.evaluation.internal.officer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.appraisal.Scorecard.Entry;
import org.duban.api.appraisal.Scorecard.Signed;
import org.duban.api.appraisal.ScorecardEvent;
import org.duban.api.appraisal.ScorecardEvent.OfficerScored;
import org.duban.api.appraisal.ScorecardEvent.ScorecardSigned;
import org.duban.api.journal.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * What was entered and signed on a scorecard.
 *
 * @param entries by part
 * @param signed every version
 */
record CardState(Map<String, List<Entry>> entries, List<Signed> signed) {

    static final CardState EMPTY = new CardState(Map.of(), List.of());

    static CardState apply(@Nullable CardState before, Recorded recorded) {
        CardState state = before == null ? EMPTY : before;
        if (!(recorded.event() instanceof ScorecardEvent event)) {
            throw new IllegalArgumentException("not an event of a scorecard: " + recorded);
        }
        if (event instanceof OfficerScored e) {
            Map<String, List<Entry>> entries = new LinkedHashMap<>(state.entries());
            List<Entry> of = new ArrayList<>(entries.getOrDefault(e.part(), List.of()));
            of.add(new Entry(e.points(), e.reason(), recorded.actor(), recorded.at()));
            entries.put(e.part(), List.copyOf(of));
            return new CardState(entries, state.signed());
        }
        ScorecardSigned e = (ScorecardSigned) event;
        List<Signed> signed = new ArrayList<>(state.signed());
        signed.add(new Signed(
                signed.size() + 1, e.rules(), e.parts(), e.total(), recorded.actor(), recorded.at(), e.reason()));
        return new CardState(state.entries(), List.copyOf(signed));
    }
}
