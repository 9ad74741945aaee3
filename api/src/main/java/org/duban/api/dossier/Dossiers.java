package org.duban.api.dossier;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps dossiers. A matter's dossier is sealed by itself within seconds of its archiving; reopened and archived again, it gets another volume.
 * Thread-safe; what changes something is durable when it returns.
 *
 * <p>Every method with an actor throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN}, {@code ACCESS_DENIED}, and for a
 * dossier that isn't there or that the actor may not see {@code DOSSIER_NOT_FOUND}.
 */
@ProviderType
public interface Dossiers {

    /** At most so many a page. */
    int MAX_LIMIT = 200;

    /**
     * Seals now what an archived matter has that isn't sealed yet: its first volume when that couldn't be sealed by itself, or what
     * came later (an evaluation, an objection's decision) as a further volume.
     *
     * @throws org.duban.api.DubanException {@code NOT_AT_THIS_STAGE} when the matter isn't archived; {@code NOT_NOW} when nothing is new, or a
     *     source of documents or a file fails, saying which
     */
    Dossier seal(Actor actor, MatterId matter);

    /** One dossier. */
    Dossier get(Actor actor, String id);

    /**
     * The dossiers this person may see, the newest first.
     *
     * @param text part of a title, number or file number; empty: all
     * @param offset how many to pass over
     * @param limit 1 to {@link #MAX_LIMIT}
     */
    List<Dossier> list(Actor actor, String text, int offset, int limit);

    /** A volume's catalogue in pieces. Of an imported dossier too. */
    List<Piece> catalogue(Actor actor, String id, int volume);

    /** The bytes of a piece that is a file; of an event, its line of {@code events.jsonl}. Closed by the caller. */
    InputStream open(Actor actor, String id, int volume, int piece);

    /**
     * Writes the package: a BagIt folder (RFC 8493), or the same as one zip file when the target's name ends with {@code .zip}. Two exports of an
     * unchanged dossier are the same bytes.
     *
     * @param target must not be there yet
     */
    void export(Actor actor, String id, Path target);

    /** Looks at every byte of a package; needs nothing but the package. Never changes anything. */
    PackageReport verify(Path exported);

    /**
     * Takes in a package of another Duban, as a dossier to be read and kept, not as a matter that goes on. The same package again adds
     * nothing.
     *
     * @throws org.duban.api.DubanException {@code PACKAGE_DAMAGED} with every fault; {@code DOSSIER_EXISTS} when a package with other content, or
     *     the matter itself, is here under that id
     */
    Dossier take(Actor actor, Path exported);

    /** Dossiers whose retention is over on a day, the longest first. Nothing follows from it by itself. */
    List<Due> dueForAppraisal(Actor actor, LocalDate on);

    /** 拟销毁. @throws org.duban.api.DubanException {@code NOT_NOW} before its retention is over */
    Dossier proposeDestruction(Actor actor, String id, String reason);

    /** Takes a proposal back, or refuses it. */
    Dossier declineDestruction(Actor actor, String id, String reason);

    /**
     * 销毁: another person than the proposer agrees. Leaves a numbered certificate for ever; deletes the sealed volumes and the files that nothing else
     * names.
     *
     * @throws org.duban.api.DubanException {@code ACCESS_DENIED} for the proposer; {@code NOT_NOW} when nobody has proposed it
     */
    Dossier confirmDestruction(Actor actor, String id, String opinion);
}
