package org.duban.api.appraisal;

import java.util.List;
import org.duban.api.matter.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Democratic appraisal by anonymous ballots. Thread-safe. Durable when a method returns.
 *
 * <p>As on paper: papers are issued, one to each voter, who is known (领票); then, when no more are issued, they are put into the box by whoever
 * holds one, who is not (投票); then all are counted and published (计票). The two phases never overlap, and nothing that is stored leads from
 * one to the other: a paper is signed blindly, so its serial number is the voter's alone.
 *
 * <pre>{@code
 * Slip slip = Slip.of(ballot.key(), new SecureRandom());                             // on the voter's side, kept there
 * PaperToken token = slip.unblind(ballots.take(voter, ballot.id(), slip.blinded())); // while papers are issued
 * ballots.cast(token, "A");                                                          // when the box is open; no actor
 * ballots.get(voter, ballot.id()).papers();                                          // after the count: slip.serial() is among them
 * }</pre>
 *
 * <p>What is promised and what isn't stands in the module's {@code docs/officers.md}. Every method with an actor throws {@link
 * org.duban.api.DubanException} with {@code PERSON_UNKNOWN}, {@code ACCESS_DENIED} and {@code STOPPED} as everywhere; all {@code
 * BALLOT_NOT_FOUND} when it isn't there or the actor has nothing to do with it.
 */
@ProviderType
public interface Ballots {

    /**
     * Opens a ballot on an officer: papers are issued from now on.
     *
     * @param electorate ids of the voters, the officer not among them; empty: everybody else of the office
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} when the electorate is smaller than {@code minimumPapers} or has somebody
     *     twice or the officer; {@code NOT_NOW} when another ballot on that officer and year is under way
     */
    Ballot open(Actor actor, String officer, int year, List<String> electorate);

    /**
     * Takes a paper (领票). The same blinded number handed in again gets the same signature, so an answer that was lost is asked for again.
     *
     * @param blinded {@link Slip#blinded()}
     * @return the blind signature, in hexadecimal digits
     * @throws org.duban.api.DubanException {@code NOT_NOW} when no more papers are issued, or the actor has one for another number; {@code
     *     ACCESS_DENIED} for somebody who isn't of the electorate
     */
    String take(Actor actor, String ballot, String blinded);

    /**
     * Ends the issuing and opens the box; the private key is destroyed.
     *
     * @throws org.duban.api.DubanException {@code NOT_NOW} when fewer than {@code minimumPapers} are out: those few could be told apart
     */
    Ballot openBox(Actor actor, String ballot);

    /**
     * Casts a paper. Takes no actor and leaves no time, order or person behind; whoever calls this for somebody should log none either. The
     * same paper with the same choice again changes nothing.
     *
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for a paper that wasn't signed with the ballot's key, or an unknown choice;
     *     {@code NOT_NOW} when the box isn't open, or the paper was cast with another choice
     */
    void cast(PaperToken paper, String choice);

    /** How many papers are in the box. */
    int collected(Actor actor, String ballot);

    /**
     * Counts and publishes every paper, in one event, by serial number.
     *
     * @throws org.duban.api.DubanException {@code NOT_NOW} when fewer than {@code minimumPapers} are in the box
     */
    Ballot count(Actor actor, String ballot);

    /** Voids a ballot that isn't counted; its papers are destroyed. The reason may not be blank. */
    Ballot annul(Actor actor, String ballot, String reason);

    /** A ballot; for its electorate and those who run ballots. */
    Ballot get(Actor actor, String ballot);

    /** The ballots of a year that the actor has to do with, in the order they were opened. */
    List<Ballot> list(Actor actor, int year);
}
