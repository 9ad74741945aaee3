package org.duban.dossier.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.api.dossier.DossierEvent;
import org.duban.api.dossier.DossierEvent.DossierDestroyed;
import org.duban.api.dossier.DossierEvent.DossierImported;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.dossier.Piece;
import org.duban.api.journal.Proof;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Attachment;
import org.duban.dossier.internal.Bag.Entry;
import org.duban.dossier.internal.Seals.Seal;
import org.duban.spi.file.FileStore;

/** Writes a dossier as a package that needs nothing else to be read and verified. Needs no OSGi. */
public final class Exporter {

    private static final String ZIP = ".zip";

    private final Source journal;
    private final FileStore store;
    private final DossierRules rules;
    private final Keys keys;

    Exporter(Source journal, FileStore store, DossierRules rules, Keys keys) {
        this.journal = journal;
        this.store = store;
        this.rules = rules;
        this.keys = keys;
    }

    /** For a data directory that is only looked at, by the rules and keys of a configuration folder. */
    public static Exporter of(Source journal, FileStore store, Path config) {
        return new Exporter(journal, store, DossierRules.read(config), Keys.find(config));
    }

    /** @throws DubanException {@code DOSSIER_NOT_FOUND}, {@code NOT_NOW} when it was destroyed, {@code INVALID_FIELD} for the target */
    public void export(String id, Path target) {
        List<Recorded> history = journal.read(new StreamId(DossierEvent.STREAM, id));
        if (history.isEmpty()) {
            throw notFound(id);
        }
        if (history.get(history.size() - 1).event() instanceof DossierDestroyed) {
            throw new DubanException(
                    Problem.of(ErrorCode.NOT_NOW, "dossier", id, "", "档案已经销毁，只有销毁清册", "The dossier was destroyed"));
        }
        Path absolute = target.toAbsolutePath().normalize();
        Path parent = Objects.requireNonNullElse(absolute.getParent(), absolute);
        if (Files.exists(absolute) || !Files.isDirectory(parent)) {
            throw new DubanException(Problem.of(
                    ErrorCode.INVALID_FIELD,
                    "target",
                    target,
                    "已有文件夹中一个新的文件夹或 .zip 文件",
                    Files.exists(absolute) ? "目标已经存在" : "目标所在的文件夹不存在",
                    "Not a new place in a folder"));
        }
        try {
            List<Entry> entries = history.get(0).event() instanceof DossierImported imported
                    ? asItCame(imported)
                    : entries(id, history);
            if (absolute.getFileName().toString().endsWith(ZIP)) {
                zip("dossier-" + id(id, history) + "/", entries, absolute);
            } else {
                folder(entries, absolute);
            }
        } catch (NoSuchFileException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.FILE_NOT_FOUND,
                            "dossier",
                            id,
                            "",
                            "卷中的文件不见了，请从备份恢复：" + e.getMessage(),
                            "A file of the volume is missing"),
                    e);
        } catch (IOException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.DATA_DIRECTORY_UNUSABLE,
                            "target",
                            target,
                            "可写且有空间的目录",
                            "档案包没有写成：" + e.getMessage(),
                            "The package could not be written: " + e),
                    e);
        }
    }

    static DubanException notFound(String id) {
        return new DubanException(
                Problem.of(ErrorCode.DOSSIER_NOT_FOUND, "dossier", id, "", "没有这份档案", "There is no such dossier"));
    }

    private static String id(String id, List<Recorded> history) {
        return history.get(0).event() instanceof DossierImported imported ? imported.origin() : id;
    }

    private Entry stored(String path, Attachment file) {
        return new Entry(path, file.size(), () -> store.open(file.sha256()));
    }

    private List<Entry> asItCame(DossierImported imported) {
        return imported.files().stream().map(file -> stored(file.name(), file)).toList();
    }

    private List<Entry> entries(String id, List<Recorded> history) throws IOException {
        StreamId stream = new StreamId(DossierEvent.STREAM, id);
        List<Proof> proofs = journal.proofs(stream);
        List<Seal> seals = Seals.of(proofs);
        List<Catalogue> catalogues = new ArrayList<>();
        List<Entry> payload = new ArrayList<>();
        boolean sm3 = false;
        for (Recorded recorded : history) {
            if (recorded.event() instanceof VolumeSealed sealed) {
                sm3 |= sealed.algorithm() == DigestAlgorithm.SM3;
                for (Attachment file : sealed.files()) {
                    payload.add(stored(Bag.volume(sealed.volume()) + file.name(), file));
                }
                try (InputStream in = store.open(sealed.files().get(0).sha256())) {
                    catalogues.add(Catalogue.read(in.readAllBytes()));
                }
            }
        }
        StringBuilder lines = new StringBuilder();
        proofs.forEach(proof -> lines.append(EventLine.write(stream, proof)).append('\n'));
        payload.add(Entry.of(Bag.SEALS, lines.toString()));
        payload.add(Entry.of(Bag.DOSSIER, Seals.json(id, seals)));
        payload.add(Entry.of(Bag.PRESET, journal.preset()));
        payload.add(Entry.of(Bag.CSV, csv(seals, catalogues)));
        payload.add(Entry.of(Bag.INDEX, Pages.index(rules.organization(), seals, catalogues, keys.canSign())));
        payload.add(Entry.of(Bag.README, Readme.text(sm3)));
        payload.sort(Comparator.comparing(Entry::path));
        Seal last = seals.get(seals.size() - 1);
        long bytes = payload.stream().mapToLong(Entry::size).sum();
        List<Entry> tags = List.of(
                Entry.of(Bag.BAGIT, Bag.BAGIT_TEXT),
                Entry.of(
                        Bag.INFO,
                        Bag.info(List.of(
                                Map.entry("Source-Organization", rules.organization()),
                                Map.entry("External-Identifier", last.fileNumber()),
                                Map.entry("Internal-Sender-Identifier", id),
                                Map.entry("External-Description", last.title()),
                                Map.entry("Bagging-Date", last.sealedOn()),
                                Map.entry("Payload-Oxum", bytes + "." + payload.size()),
                                Map.entry("Bag-Software-Agent", "Duban")))));
        return Bag.sealed(payload, tags, sm3, keys);
    }

    /** {@code catalogue.csv}: 归档文件目录 of all volumes, for a spreadsheet. */
    static String csv(List<Seal> seals, List<Catalogue> catalogues) {
        StringBuilder text = new StringBuilder("\uFEFF卷,档号,件号,类别,文号,责任者,题名,日期,大小,文件,摘要算法,摘要,备注,链\r\n");
        for (int i = 0; i < catalogues.size(); i++) {
            Catalogue catalogue = catalogues.get(i);
            for (Piece piece : catalogue.pieces()) {
                text.append(String.join(
                                ",",
                                Integer.toString(catalogue.volume()),
                                Texts.csv(seals.get(i).fileNumber()),
                                Integer.toString(piece.n()),
                                Texts.csv(piece.category()),
                                Texts.csv(piece.number()),
                                Texts.csv(piece.author()),
                                Texts.csv(piece.title()),
                                piece.on().toString(),
                                Long.toString(piece.size()),
                                Texts.csv(
                                        piece.path().isEmpty()
                                                ? ""
                                                : "volume-" + catalogue.volume() + "/" + piece.path()),
                                catalogue.algorithm().id(),
                                piece.digest(),
                                Texts.csv(piece.remark()),
                                piece.chain()))
                        .append("\r\n");
            }
        }
        return text.toString();
    }

    private static void zip(String folder, List<Entry> entries, Path target) throws IOException {
        Path part = part(target);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                Zip.write(out, folder, entries);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void folder(List<Entry> entries, Path target) throws IOException {
        Path part = part(target);
        try {
            for (Entry entry : entries) {
                Path file = part.resolve(entry.path());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                try (InputStream in = entry.content().open()) {
                    Files.copy(in, file);
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(part);
        }
    }

    private static Path part(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".part");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The package's README. */
    private static final class Readme {

        static String text(boolean sm3) {
            try (InputStream in =
                    Objects.requireNonNull(Exporter.class.getResourceAsStream("README.txt"), "README.txt")) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return text.replace("{sm3}", sm3 ? "manifest-sm3.txt 是同样的清单，用国密 SM3（GB/T 32905-2016）。\n" : "");
            } catch (IOException e) {
                throw new IllegalStateException("the bundle's README.txt can't be read", e);
            }
        }
    }
}
