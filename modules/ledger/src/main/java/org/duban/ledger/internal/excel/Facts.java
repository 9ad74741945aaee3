package org.duban.ledger.internal.excel;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent.Cleared;
import org.duban.api.matter.MatterEvent.CompletedInPart;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.api.matter.Obligation;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger says of a matter beside its row: the words of its units, which only its history has.
 *
 * @param matter the matter
 * @param progress 进展 as last reported, with its day and percentage; empty when nothing was
 * @param difficulties 困难和问题 of the same report; empty when there were none
 * @param completion 办结 or 核查 in words; empty before
 */
record Facts(Matter matter, String progress, String difficulties, String completion) {

    /**
     * Reads a history.
     *
     * @param unit whose words; null: the lead's. When it has said nothing in the present round: whoever spoke last in it.
     */
    static Facts of(Matter matter, List<Recorded> history, @Nullable String unit, ZoneId zone) {
        Said said = null;
        Said byOthers = null;
        String finished = "";
        String cleared = "";
        for (Recorded recorded : history) {
            Said now = said(recorded, zone);
            Obligation by =
                    now == null ? null : matter.obligation(now.obligation).orElse(null);
            if (by != null && by.round() == matter.round()) {
                if (unit == null ? by.lead() : by.unit().equals(unit)) {
                    said = now;
                } else {
                    byOthers = now;
                }
            }
            if (recorded.event() instanceof Finished f
                    && matter.obligation(f.obligation())
                            .filter(o -> unit == null ? o.lead() : o.unit().equals(unit))
                            .isPresent()) {
                finished = f.text();
            }
            if (recorded.event() instanceof Cleared c) {
                cleared = c.text();
            }
        }
        Said last = said == null ? byOthers : said;
        return new Facts(
                matter,
                last == null ? "" : last.text,
                last == null ? "" : last.difficulties,
                matter.times().finishedAt() == null
                        ? ""
                        : matter.cleared() && !cleared.isBlank() ? finished + "；核查：" + cleared : finished);
    }

    private record Said(int obligation, String text, String difficulties) {}

    private static @Nullable Said said(Recorded recorded, ZoneId zone) {
        LocalDate day = recorded.at().atZone(zone).toLocalDate();
        if (recorded.event() instanceof ProgressReported p) {
            return new Said(p.obligation(), day + "（" + p.percent() + "%）" + p.text(), p.difficulties());
        }
        if (recorded.event() instanceof CompletedInPart c) {
            return new Said(c.obligation(), day + " 阶段性办结：" + c.done() + "；尚余：" + c.remaining(), "");
        }
        return null;
    }
}
