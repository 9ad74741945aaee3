package org.duban.api.accountability;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Which supervising duties matters asked for, and which were missed: what the officer's part in a case rests on. Computed from events
 * alone, so anybody gets the same again.
 *
 * @param rules version of the rules
 * @param calendar version of the calendar the days were counted with
 * @param asOf the day of the review; what was still in time then is not in it
 * @param findings by matter, then in the order in which the duties began
 */
public record DutyReview(int rules, String calendar, LocalDate asOf, List<DutyFinding> findings) {

    public DutyReview {
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(asOf, "asOf");
        findings = List.copyOf(findings);
    }

    /** The duties this officer had. */
    public List<DutyFinding> of(String officer) {
        return findings.stream().filter(f -> f.officer().equals(officer)).toList();
    }

    /** Those of them that were missed. */
    public List<DutyFinding> missedBy(String officer) {
        return of(officer).stream().filter(f -> !f.kept()).toList();
    }

    /**
     * The result for one officer in Chinese, and why: the missed duties, or, when there are none, the kept ones.
     *
     * @param officer id of the officer
     * @param name how the officer is called
     */
    public String describe(String officer, String name) {
        List<DutyFinding> all = of(officer);
        List<DutyFinding> missed = missedBy(officer);
        StringBuilder text = new StringBuilder("督查员").append(name);
        if (all.isEmpty()) {
            return text.append("在任期间没有到期的督查职责，未发现失职；是否追责由领导决定。").toString();
        }
        text.append("应履行督查职责").append(all.size()).append("项，");
        if (missed.isEmpty()) {
            text.append("均已按时履行，未发现失职；是否追责由领导决定。");
        } else {
            text.append("失职").append(missed.size()).append("项：");
        }
        (missed.isEmpty() ? all : missed).forEach(f -> text.append('\n').append(f.zh()));
        return text.toString();
    }
}
