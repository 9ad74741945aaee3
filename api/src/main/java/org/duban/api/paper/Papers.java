package org.duban.api.paper;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.Problem;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.PaperKind;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The office's papers: 任务分解, 督办通知, 督查通报, 督查报告, 专报, 评价表, 批示办理情况. Draft → signed → issued → withdrawn. Thread-safe.
 *
 * <p>A paper takes its number when it is issued, from the series of its kind and year, the same that matters take theirs from: no gap, no
 * double. Then its files are made, stored and frozen: their hashes stand in the journal. When a method returns, {@code kill -9} loses
 * nothing of it; a paper that was numbered when the process died keeps its number, and issuing it again goes on.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN}, {@code ACCESS_DENIED}, {@code STOPPED} after the
 * end, and those that take an id {@code PAPER_NOT_FOUND} for a paper that isn't there or that the actor may not see.
 */
@ProviderType
public interface Papers {

    // ---- what could be written

    /**
     * Proposes a paper about matters: title, text and addressees by the office's wording ({@code wording.json}), to be edited and drafted.
     *
     * @param matters at least one, each visible to the actor
     * @throws org.duban.api.DubanException {@code MATTER_NOT_FOUND}, {@code INVALID_FIELD}
     */
    PaperDraft compose(Actor actor, PaperKind kind, List<MatterId> matters);

    /**
     * Proposes a supervision report (督查报告) on the matters received in a period that the actor may see: its figures by progress, form type
     * and lead unit are counted once, at this instant, and add up. Its three parts are left to be written.
     *
     * @param from first day of receipt, {@code to} the last
     */
    PaperDraft composeReport(Actor actor, LocalDate from, LocalDate to);

    /** Proposes a report on what became of a leader's instructions received in a period (批示办理情况). */
    PaperDraft composeInstructions(Actor actor, String leader, LocalDate from, LocalDate to);

    // ---- from draft to withdrawal

    /**
     * Drafts a paper.
     *
     * @throws org.duban.api.DubanException {@code MISSING_FIELD}, {@code INVALID_FIELD} (all mistakes at once; names in {@code data} that
     *     the vocabulary doesn't have, figures that don't add up), {@code MATTER_NOT_FOUND}, {@code PERSON_UNKNOWN}
     */
    Paper draft(Actor actor, PaperDraft draft);

    /**
     * Changes a paper that isn't numbered yet; earlier drafts stay in its history. A signature is void then.
     *
     * @param version the version the change was made on
     * @throws org.duban.api.DubanException {@code VERSION_CONFLICT}, {@code NOT_NOW}, and as {@link #draft}
     */
    Paper revise(Actor actor, String id, long version, PaperDraft draft);

    /**
     * Signs a draft (签发); never by somebody who wrote it.
     *
     * @param version the version that was read
     * @throws org.duban.api.DubanException {@code VERSION_CONFLICT}, {@code NOT_NOW}, {@code ACCESS_DENIED}
     */
    Paper sign(Actor actor, String id, long version, String opinion);

    /**
     * Issues a signed paper (印发): numbers it, makes its files in every format there is and freezes them. Everything that could keep it from
     * being made is tried before the number is taken. One that is issued already is left as it is.
     *
     * @throws org.duban.api.DubanException {@code NOT_NOW} when it isn't signed, {@code TEMPLATE_INVALID}, {@code FONT_MISSING} when there is no
     *     font for a character of it, {@code PAPER_NOT_MADE}, {@code FILE_REFUSED}
     */
    Paper issue(Actor actor, String id);

    /**
     * Withdraws a paper; its number is not given again, its files stay.
     *
     * @throws org.duban.api.DubanException {@code NOT_NOW} when it is withdrawn already, {@code MISSING_FIELD}
     */
    Paper withdraw(Actor actor, String id, String reason);

    /**
     * Makes files of a paper that a matter issued, by the template of its kind, from the matter as it was then, and freezes them. Done once:
     * later calls find it.
     *
     * @param version version of the event {@link org.duban.api.matter.MatterEvent.PaperIssued}
     * @throws org.duban.api.DubanException {@code MATTER_NOT_FOUND}, {@code PART_NOT_FOUND} when no paper was issued there, and as {@link #issue}
     */
    Paper adopt(Actor actor, MatterId matter, long version);

    // ---- reading

    /** One paper. */
    Paper get(Actor actor, String id);

    /** The papers the actor may see, the newest first. */
    List<Paper> list(Actor actor);

    /** All that happened to it, its earlier drafts among it. */
    List<Recorded> history(Actor actor, String id);

    /**
     * What a paper would look like; nothing is kept. Before it has a number, × stands for it.
     *
     * @param format {@code docx}, {@code pdf}, or one that a plugin writes
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for an unknown format, {@code TEMPLATE_INVALID}, {@code FONT_MISSING} when there
     *     is no Chinese font at all
     */
    Rendition preview(Actor actor, String id, String format);

    /**
     * An issued file.
     *
     * @param index its place in {@link Paper#files()}
     * @return to be closed by the caller
     * @throws org.duban.api.DubanException {@code PART_NOT_FOUND}, {@code FILE_NOT_FOUND}
     */
    InputStream open(Actor actor, String id, int index);

    // ---- templates

    /**
     * What is wrong with a template; nothing when it can be used. For anybody.
     *
     * @param docx a Word file
     * @return for each mistake the paragraph or cell, the placeholder there, and the name it should be; {@code TEMPLATE_INVALID}
     */
    List<Problem> checkTemplate(PaperKind kind, byte[] docx);

    /** The names a template of a kind may use, a line each, for people. */
    List<String> placeholders(PaperKind kind);
}
