package org.duban.dossier.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.DossierEvent.DossierImported;
import org.duban.api.dossier.PackageReport;
import org.duban.api.file.Attachments;
import org.duban.api.journal.Event;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Retention;
import org.duban.api.office.Line;
import org.duban.dossier.internal.Seals.Seal;
import org.duban.spi.file.FileStore;

/** Takes a package in: looks at every byte of it, keeps every file, and only then says so in the journal. Needs no OSGi. */
public final class Importer {

    private static final String PREFIX = "imported-";
    private static final int FINGERPRINT = 12;

    private final Desk desk;
    private final FileStore store;
    private final Keys keys;

    Importer(Desk desk, FileStore store, Keys keys) {
        this.desk = desk;
        this.store = store;
        this.keys = keys;
    }

    /** For a data directory that nobody else has open, with the keys of a configuration folder. */
    public static Importer of(Journal journal, FileStore store, Path config) {
        return new Importer(new Desk(journal), store, Keys.find(config));
    }

    /**
     * Takes a package in.
     *
     * @param allowed asked, with its line, before anything is kept; throws to refuse
     * @throws DubanException {@code PACKAGE_DAMAGED}, {@code DOSSIER_EXISTS}
     */
    public Dossier take(String actor, Instant at, Path path, Consumer<Line> allowed) {
        try (Package found = Package.open(path)) {
            Verifier verifier = Verifier.look(found);
            PackageReport report = verifier.report();
            if (!report.intact()) {
                throw damaged(report);
            }
            return take(actor, at, found, verifier, report, allowed);
        } catch (IOException | UncheckedIOException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.DATA_DIRECTORY_UNUSABLE,
                            "package",
                            path,
                            "可读的档案包，可写且有空间的数据目录",
                            "档案包没有接收成：" + e.getMessage(),
                            "The package could not be taken in: " + e),
                    e);
        }
    }

    private Dossier take(
            String actor, Instant at, Package found, Verifier verifier, PackageReport report, Consumer<Line> allowed)
            throws IOException {
        List<Seal> seals = verifier.seals();
        Seal last = seals.get(seals.size() - 1);
        Line line = Line.valueOf(last.line());
        allowed.accept(line);
        if (keys.canSign()
                && report.key().equals(keys.fingerprint())
                && !desk.history(report.dossier()).isEmpty()) {
            throw exists(report.dossier(), "这是本系统自己的档案");
        }
        String origin = report.key().isEmpty() ? "unsigned" : report.key().substring(0, FINGERPRINT);
        String id = PREFIX + origin + "-" + report.dossier();
        String digest = verifier.sha256(Bag.TAGS);
        return desk.change(actor, at, id, history -> {
            if (!history.isEmpty()) {
                DossierImported before = (DossierImported) history.get(0).event();
                if (!before.packageDigest().equals(digest)) {
                    throw exists(id, "同一份档案已经接收过，内容不同");
                }
                return List.of();
            }
            return List.<Event>of(new DossierImported(
                    report.dossier(),
                    report.key(),
                    digest,
                    last.number(),
                    last.title(),
                    line,
                    Retention.valueOf(last.retention()),
                    seals.stream()
                            .map(seal -> new Dossier.Volume(
                                    seal.volume(),
                                    seal.fileNumber(),
                                    LocalDate.parse(seal.sealedOn()),
                                    seal.pieces(),
                                    seal.algorithm(),
                                    seal.catalogue()))
                            .toList(),
                    keep(found, verifier)));
        });
    }

    /** Durable before the event that names them; each must still be what was looked at. */
    private List<Attachment> keep(Package found, Verifier verifier) {
        List<Attachment> files = new ArrayList<>();
        for (String path : found.sizes().keySet()) {
            try (InputStream in = found.open(path);
                    FileStore.Incoming incoming = store.receive(in, Long.MAX_VALUE)) {
                if (!incoming.sha256().equals(verifier.sha256(path))) {
                    throw new DubanException(Problem.of(
                            ErrorCode.PACKAGE_DAMAGED, path, "", "", "档案包在接收时被改动", "The package changed meanwhile"));
                }
                incoming.keep();
                files.add(new Attachment(
                        path, Attachments.SCHEME + incoming.sha256(), incoming.sha256(), incoming.size()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static DubanException exists(String id, String why) {
        return new DubanException(Problem.of(
                ErrorCode.DOSSIER_EXISTS, "dossier", id, "另一个系统的、没有接收过的档案", why, "That dossier is here already"));
    }

    /** Each fault a problem, the first hundred. */
    static DubanException damaged(PackageReport report) {
        return new DubanException(
                report.faults().stream()
                        .limit(100)
                        .map(fault -> Problem.of(
                                ErrorCode.PACKAGE_DAMAGED,
                                fault.where(),
                                fault.item(),
                                "",
                                fault.describe(),
                                "The package isn't as it was exported: " + fault.where()))
                        .toList(),
                null);
    }
}
