package org.duban.api.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.api.file.FilesDestroyed;
import org.duban.api.journal.Event;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Series;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Retention;
import org.duban.api.office.Line;

/** What happened to a dossier: its stream is {@code dossier/<id of the matter>}, that of an imported one {@code dossier/imported-…}. */
public sealed interface DossierEvent extends Event {

    /** The kind of a dossier's stream. */
    String STREAM = "dossier";

    /**
     * 封存: a volume was sealed, and is never changed from then on.
     *
     * @param series where the file number comes from
     * @param fileNumber 档号; empty until the journal has given it
     * @param volume 1 for the first, 2 after a look-back (回头看) …
     * @param number the matter's number
     * @param title the matter's title
     * @param line the matter's line
     * @param retention how long it is kept
     * @param sealedOn in the office's time zone
     * @param pieces how many pieces (件) it has
     * @param fromVersion first of the matter's events in it
     * @param toVersion last of the matter's events in it
     * @param algorithm what it is sealed with
     * @param catalogue digest of {@code catalogue.json} by that algorithm
     * @param chain last link of the chain over its pieces
     * @param files every file of the volume in the order of its catalogue, {@code catalogue.json} first; names are paths in the volume
     * @param note who it was sealed for and why, when somebody asked for it; empty when the archiving did
     */
    record VolumeSealed(
            Series series,
            String fileNumber,
            int volume,
            String number,
            String title,
            Line line,
            Retention retention,
            LocalDate sealedOn,
            int pieces,
            long fromVersion,
            long toVersion,
            DigestAlgorithm algorithm,
            String catalogue,
            String chain,
            List<Attachment> files,
            String note)
            implements DossierEvent, Numbered {
        private static final Pattern LAST_DIGITS = Pattern.compile("\\d+(?=\\D*$)");

        public VolumeSealed {
            Objects.requireNonNull(series, "series");
            Objects.requireNonNull(retention, "retention");
            Objects.requireNonNull(algorithm, "algorithm");
            files = List.copyOf(files);
        }

        /** The running number has four digits at least (DA/T 22-2015, 件号). */
        @Override
        public VolumeSealed numbered(String given) {
            Matcher digits = LAST_DIGITS.matcher(given);
            String padded = digits.replaceFirst(found ->
                    "0".repeat(Math.max(0, 4 - found.group().length())) + found.group());
            return new VolumeSealed(
                    series,
                    padded,
                    volume,
                    number,
                    title,
                    line,
                    retention,
                    sealedOn,
                    pieces,
                    fromVersion,
                    toVersion,
                    algorithm,
                    catalogue,
                    chain,
                    files,
                    note);
        }
    }

    /** 拟销毁: one person proposes that the whole dossier be destroyed, after appraisal. */
    record DestructionProposed(String reason) implements DossierEvent {}

    /** 不同意销毁, or the proposer took it back. */
    record DestructionDeclined(String reason) implements DossierEvent {}

    /**
     * 销毁: another person agreed, and this is the certificate (销毁清册), kept for ever. The matter's events stay in the journal; what is
     * destroyed are the sealed volumes and the files that nothing else names.
     *
     * @param series where the certificate's number comes from
     * @param certificate its number; empty until the journal has given it
     * @param proposedBy id of the person who proposed
     * @param reason the proposal's
     * @param opinion of the person who confirmed
     * @param fileNumbers 档号 of the volumes
     * @param title the matter's title
     * @param retention how long it was kept
     * @param keptUntil the last day of its retention
     * @param pieces how many pieces it had
     * @param destroyed the files that are deleted
     * @param spared the files that stay, because something else names them
     */
    record DossierDestroyed(
            Series series,
            String certificate,
            String proposedBy,
            String reason,
            String opinion,
            List<String> fileNumbers,
            String title,
            Retention retention,
            LocalDate keptUntil,
            int pieces,
            List<Attachment> destroyed,
            List<SparedFile> spared)
            implements DossierEvent, Numbered, FilesDestroyed {
        public DossierDestroyed {
            fileNumbers = List.copyOf(fileNumbers);
            destroyed = List.copyOf(destroyed);
            spared = List.copyOf(spared);
        }

        @Override
        public DossierDestroyed numbered(String given) {
            return new DossierDestroyed(
                    series,
                    given,
                    proposedBy,
                    reason,
                    opinion,
                    fileNumbers,
                    title,
                    retention,
                    keptUntil,
                    pieces,
                    destroyed,
                    spared);
        }
    }

    /**
     * A file that outlives the dossier. Told by its digest alone, so that this event doesn't name it.
     *
     * @param name its path in the dossier
     * @param sha256 its digest
     * @param why who else names it, in Chinese
     */
    record SparedFile(String name, String sha256, String why) {}

    /**
     * 移交接收: a package of another Duban was taken in.
     *
     * @param origin id of the dossier there
     * @param key digest of the origin's public key
     * @param packageDigest SHA-256 of the package's {@code tagmanifest-sha256.txt}
     * @param number the matter's number there
     * @param title the matter's title
     * @param line the matter's line
     * @param retention how long it is kept
     * @param volumes in order, as they were sealed there
     * @param files every file of the package; names are paths in it
     */
    record DossierImported(
            String origin,
            String key,
            String packageDigest,
            String number,
            String title,
            Line line,
            Retention retention,
            List<Dossier.Volume> volumes,
            List<Attachment> files)
            implements DossierEvent {
        public DossierImported {
            volumes = List.copyOf(volumes);
            files = List.copyOf(files);
        }
    }
}
