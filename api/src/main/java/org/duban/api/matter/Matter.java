package org.duban.api.matter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.duban.api.calendar.DueDate;
import org.jspecify.annotations.Nullable;

/**
 * A matter as it stands after {@code version} events: a snapshot, never changed. "Overdue" and lights are not in it: they depend
 * on the instant asked for ({@link Matters#light}).
 *
 * @param id stable id
 * @param version how many events it consists of
 * @param number its number, 批示〔2026〕12号
 * @param subject what was registered and amended; its {@code receivedOn} is never null
 * @param formVersion version of the form type it keeps
 * @param stage where it is
 * @param standing whether it goes on
 * @param round the round of handling, 0 before the first assignment
 * @param officer id of the supervising officer; null until entrusted
 * @param group supervision group, 0 until entrusted
 * @param proposal the handling proposal; null until written
 * @param proposer id of the person who submitted it; null until then
 * @param obligations all of all rounds, by number
 * @param lineage where it comes from and what came of it
 * @param conclusions verifications, circulars and terminations, which a unit may object to
 * @param objections by number
 * @param papers numbered papers issued about it
 * @param partners ids of units and people brought in
 * @param presentedTo id of the leader to whom it was presented in this round; null until then
 * @param instructedDue the date a leader named when instructing again; null when none
 * @param checks how many checks were recorded ({@link MatterCommand.RecordCheck})
 * @param verifiers ids of those who take part in the verification now under way or last made
 * @param endReason why it was declined, withdrawn, merged, split or terminated; empty otherwise
 * @param times when what happened
 */
public record Matter(
        MatterId id,
        long version,
        String number,
        Draft subject,
        int formVersion,
        Stage stage,
        Standing standing,
        int round,
        @Nullable String officer,
        int group,
        @Nullable Proposal proposal,
        @Nullable String proposer,
        List<Obligation> obligations,
        Lineage lineage,
        List<Conclusion> conclusions,
        List<Objection> objections,
        List<Paper> papers,
        Set<String> partners,
        @Nullable String presentedTo,
        @Nullable LocalDate instructedDue,
        int checks,
        Set<String> verifiers,
        String endReason,
        Times times) {

    public Matter {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(lineage, "lineage");
        Objects.requireNonNull(endReason, "endReason");
        Objects.requireNonNull(times, "times");
        obligations = List.copyOf(obligations);
        conclusions = List.copyOf(conclusions);
        objections = List.copyOf(objections);
        papers = List.copyOf(papers);
        partners = Set.copyOf(partners);
        verifiers = Set.copyOf(verifiers);
    }

    /** The obligation with this number. */
    public Optional<Obligation> obligation(int number) {
        return number >= 1 && number <= obligations.size()
                ? Optional.of(obligations.get(number - 1))
                : Optional.empty();
    }

    /** The obligations of the current round. */
    public List<Obligation> currentRound() {
        return obligations.stream().filter(o -> o.round() == round).toList();
    }

    /** The lead's obligation in the current round; empty before the first assignment. A relieved lead is replaced, not returned. */
    public Optional<Obligation> lead() {
        return obligations.stream()
                .filter(o -> o.round() == round && o.lead() && o.state() != Obligation.State.RELIEVED)
                .reduce((first, last) -> last);
    }

    /** The due date of the lead's obligation in the current round; empty before the first assignment. */
    public Optional<DueDate> due() {
        return lead().map(Obligation::due);
    }

    /** Whether it was verified and has not been reopened since (销号). */
    public boolean cleared() {
        return times.clearedAt() != null;
    }

    /** The day the office received it. */
    public LocalDate receivedOn() {
        return Objects.requireNonNull(subject.receivedOn(), "a registered matter has a day of receipt");
    }

    /**
     * Where a matter comes from and what came of it.
     *
     * @param parent the matter it was split off from, or is a link of; null when it stands alone
     * @param linkOfParent whether it is a link of the parent (分解)
     * @param links its own links (分解)
     * @param splitInto what it was split into
     * @param mergedInto where it goes on; null when it wasn't merged
     * @param absorbed matters merged into it
     */
    public record Lineage(
            @Nullable MatterId parent,
            boolean linkOfParent,
            List<MatterId> links,
            List<MatterId> splitInto,
            @Nullable MatterId mergedInto,
            List<MatterId> absorbed) {
        public Lineage {
            links = List.copyOf(links);
            splitInto = List.copyOf(splitInto);
            absorbed = List.copyOf(absorbed);
        }
    }

    /**
     * A conclusion a unit may object to within 30 days.
     *
     * @param version version of the event
     * @param kind simple name of the event: {@code Cleared}, {@code CircularDecided}, {@code Terminated}
     * @param by ids of those who took part: who concluded it and, for a verification, its team
     * @param on the day, in the deployment's time zone
     */
    public record Conclusion(long version, String kind, Set<String> by, LocalDate on) {
        public Conclusion {
            by = Set.copyOf(by);
        }
    }

    /**
     * An objection.
     *
     * @param number from 1
     * @param unit id of the unit that objects
     * @param version version of the event objected to
     * @param decideBy the day by which it must be decided
     * @param upheld the decision; null while it is open
     */
    public record Objection(
            int number,
            String unit,
            long version,
            DueDate decideBy,
            @Nullable Boolean upheld) {}

    /**
     * A numbered paper.
     *
     * @param version version of the event that issued it
     * @param kind which kind
     * @param number 七督通〔2026〕3号
     * @param units ids of the units it names
     */
    public record Paper(long version, PaperKind kind, String number, List<String> units) {
        public Paper {
            units = List.copyOf(units);
        }
    }

    /**
     * When what happened; null: not yet, or undone since.
     *
     * @param registeredAt 立项登记
     * @param registeredBy id of the person who registered it
     * @param assignedAt 交办, the first time
     * @param finishedAt 办结, the lead's last
     * @param clearedAt 销号
     * @param repliedAt 答复公开
     * @param endedAt archived, declined, withdrawn, merged, split or terminated
     * @param changedAt the last event
     */
    public record Times(
            Instant registeredAt,
            String registeredBy,
            @Nullable Instant assignedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant clearedAt,
            @Nullable Instant repliedAt,
            @Nullable Instant endedAt,
            Instant changedAt) {}
}
