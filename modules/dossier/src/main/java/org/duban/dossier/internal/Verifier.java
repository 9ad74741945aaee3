package org.duban.dossier.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.api.dossier.DossierEvent;
import org.duban.api.dossier.PackageReport;
import org.duban.api.dossier.PackageReport.Fault;
import org.duban.api.dossier.Piece;
import org.duban.api.journal.Proof;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterId;
import org.duban.dossier.internal.Catalogue.FileEntry;
import org.duban.dossier.internal.Seals.Seal;

/**
 * Looks at every byte of a package, from the outside in: the zip, the manifests, the signature, the seals, each volume's catalogue, its pieces, its
 * events. Goes on after a fault, so that it can be said where it lies. Needs nothing but the package.
 */
public final class Verifier {

    private static final Set<String> TAG_FILES = Set.of(Bag.BAGIT, Bag.INFO, Bag.MANIFEST, Bag.TAGS);
    private static final Set<String> OPTIONAL_TAG_FILES = Set.of(Bag.MANIFEST_SM3, Bag.KEY, Bag.SIGNATURE);
    private static final Pattern ID = Pattern.compile("\"dossier\":\"([A-Za-z0-9-]{1,40})\"");
    private static final int MOST_FAULTS = 1_000;

    private final Package found;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Digester.Both> digests = new HashMap<>();
    private String dossier = "";
    private String title = "";
    private String key = "";
    private int volumes;
    private int pieces;
    private List<Seal> seals = List.of();

    private Verifier(Package found) {
        this.found = found;
    }

    /** Never changes anything. @throws IOException when it can't be read at all */
    public static PackageReport verify(Path path) throws IOException {
        try (Package found = Package.open(path)) {
            return verify(found);
        }
    }

    /**
     * A volume's sealing event.
     *
     * @param position in the feed it was sealed in
     */
    public record Sealed(int volume, long position, String hash) {}

    /** What a look found, and where in the journal the volumes were sealed. */
    public record Result(PackageReport report, List<Sealed> seals) {
        public Result {
            seals = List.copyOf(seals);
        }
    }

    /** As {@link #verify(Path)}, with the places of the seals. */
    public static Result look(Path path) throws IOException {
        try (Package found = Package.open(path)) {
            Verifier verifier = look(found);
            return new Result(
                    verifier.report(),
                    verifier.seals.stream()
                            .map(seal -> new Sealed(seal.volume(), seal.position(), seal.hash()))
                            .toList());
        }
    }

    static PackageReport verify(Package found) throws IOException {
        return look(found).report();
    }

    static Verifier look(Package found) throws IOException {
        Verifier verifier = new Verifier(found);
        verifier.faults.addAll(found.faults());
        boolean any =
                found.sizes().keySet().stream().anyMatch(path -> path.equals(Bag.BAGIT) || path.startsWith(Bag.DATA));
        if (any) {
            verifier.run();
        } else if (verifier.faults.isEmpty()) {
            verifier.fault("", "", "不是档案包");
        }
        return verifier;
    }

    PackageReport report() {
        List<Fault> all = faults.size() > MOST_FAULTS ? faults.subList(0, MOST_FAULTS) : faults;
        return new PackageReport(dossier, title, volumes, pieces, key, all, remarks);
    }

    /** What the seals say; empty when they can't be read. */
    List<Seal> seals() {
        return seals;
    }

    /** SHA-256 of a file of the package. */
    String sha256(String path) {
        Digester.Both digest = digests.get(path);
        if (digest == null) {
            throw new IllegalArgumentException("no such file: " + path);
        }
        return digest.sha256();
    }

    private void fault(String where, String item, String reason) {
        faults.add(new Fault(where, item, reason));
    }

    private void run() throws IOException {
        for (String path : found.sizes().keySet()) {
            try (InputStream in = found.open(path)) {
                digests.put(path, Digester.read(in, found.has(Bag.MANIFEST_SM3)));
            }
        }
        for (String path : new TreeSet<>(TAG_FILES)) {
            if (!found.has(path)) {
                fault(path, "", "缺少这个文件");
            }
        }
        for (String path : found.sizes().keySet()) {
            if (!path.startsWith(Bag.DATA) && !TAG_FILES.contains(path) && !OPTIONAL_TAG_FILES.contains(path)) {
                fault(path, "", "多出来的文件");
            }
        }
        if (found.has(Bag.BAGIT) && !text(Bag.BAGIT).equals(Bag.BAGIT_TEXT)) {
            fault(Bag.BAGIT, "", "内容被改动");
        }
        manifest(Bag.TAGS, DigestAlgorithm.SHA256, this::isTag);
        manifest(Bag.MANIFEST, DigestAlgorithm.SHA256, path -> path.startsWith(Bag.DATA));
        if (found.has(Bag.MANIFEST_SM3)) {
            manifest(Bag.MANIFEST_SM3, DigestAlgorithm.SM3, path -> path.startsWith(Bag.DATA));
        }
        signature();
        oxum();
        readSeals();
        sealedVolumes();
    }

    private boolean isTag(String path) {
        return !path.startsWith(Bag.DATA) && !path.equals(Bag.TAGS) && !path.equals(Bag.SIGNATURE);
    }

    private String text(String path) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(found.bytes(path)))
                    .toString();
        } catch (CharacterCodingException e) {
            fault(path, "", "不是 UTF-8 文字");
            return "";
        }
    }

    private void manifest(String name, DigestAlgorithm algorithm, Predicate<String> covers) throws IOException {
        if (!found.has(name)) {
            return;
        }
        SortedMap<String, String> listed;
        String text = text(name);
        try {
            listed = Bag.read(text);
        } catch (IOException e) {
            fault(name, "", String.valueOf(e.getMessage()));
            return;
        }
        listed.forEach((path, digest) -> {
            Digester.Both there = digests.get(path);
            if (there == null) {
                fault(path, "", "缺少这个文件（" + name + " 中有）");
            } else if (!covers.test(path)) {
                fault(name, path, "不该列入这份清单");
            } else if (!there.by(algorithm).equals(digest)) {
                fault(path, "", "内容被改动：" + algorithm.id() + " 与 " + name + " 不符");
            }
        });
        for (String path : found.sizes().keySet()) {
            if (covers.test(path) && !listed.containsKey(path)) {
                fault(path, "", "多出来的文件（" + name + " 中没有）");
            }
        }
        if (!Bag.manifest(listed).equals(text)) {
            fault(name, "", "各行的次序或写法被改动");
        }
    }

    private void signature() throws IOException {
        boolean signed = found.has(Bag.SIGNATURE);
        if (signed != found.has(Bag.KEY)) {
            fault(signed ? Bag.KEY : Bag.SIGNATURE, "", "缺少这个文件");
        } else if (!signed) {
            remarks.add("本包未签名：能发现内容与清单不符，不能发现连同清单一起重做的包");
        } else if (found.has(Bag.TAGS)) {
            String pem = text(Bag.KEY);
            String line = text(Bag.SIGNATURE);
            if (!line.endsWith("\n")
                    || !Keys.verifies(pem, found.bytes(Bag.TAGS), line.substring(0, line.length() - 1))) {
                fault(Bag.SIGNATURE, "", "签名与 " + Bag.TAGS + " 不符");
            } else {
                key = Keys.fingerprint(pem);
            }
        }
    }

    private void oxum() throws IOException {
        if (!found.has(Bag.INFO)) {
            return;
        }
        long bytes = 0;
        long files = 0;
        for (Map.Entry<String, Long> file : found.sizes().entrySet()) {
            if (file.getKey().startsWith(Bag.DATA)) {
                bytes += file.getValue();
                files++;
            }
        }
        if (!text(Bag.INFO).contains("\nPayload-Oxum: " + bytes + "." + files + "\n")) {
            fault(Bag.INFO, "Payload-Oxum", "与文件的个数和大小不符，应为 " + bytes + "." + files);
        }
    }

    /** The lines of a file of events, each checked against its own hash and the one before. */
    private List<Proof> events(String path, StreamId stream, String before, long first) throws IOException {
        List<Proof> proofs = new ArrayList<>();
        if (!found.has(path)) {
            fault(path, "", "缺少这个文件");
            return proofs;
        }
        byte[] preset = found.has(Bag.PRESET) ? found.bytes(Bag.PRESET) : new byte[0];
        String last = before;
        long version = first;
        int number = 0;
        for (String line : lines(path)) {
            number++;
            String item = "第 " + number + " 行";
            try {
                EventLine.Read read = EventLine.read(line, preset);
                Proof proof = read.proof();
                if (!read.stream().equals(stream)) {
                    fault(path, item, "不是 " + stream + " 的记录，而是 " + read.stream() + " 的");
                } else if (proof.version() != version) {
                    fault(path, item, "应为第 " + version + " 条记录，却是第 " + proof.version() + " 条：有缺失、多出或次序被改动");
                    version = proof.version();
                } else if (!EventLine.hash(stream, proof, last).equals(proof.hash())) {
                    fault(path, item, "第 " + version + " 条记录（" + proof.type() + "）与写入时不同：散列不符");
                }
                last = proof.hash();
                proofs.add(proof);
            } catch (IOException | IllegalArgumentException e) {
                fault(path, item, String.valueOf(e.getMessage()));
            }
            version++;
        }
        return proofs;
    }

    private List<String> lines(String path) throws IOException {
        String text = text(path);
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.endsWith("\n")) {
            fault(path, "", "末尾不完整");
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(body.split("\n", -1));
    }

    private void readSeals() throws IOException {
        String id = "";
        if (found.has(Bag.DOSSIER)) {
            Matcher named = ID.matcher(text(Bag.DOSSIER));
            id = named.find() ? named.group(1) : "";
        }
        if (id.isEmpty()) {
            fault(Bag.DOSSIER, "", "读不出档案的标识");
            return;
        }
        dossier = id;
        if (!found.folder().isEmpty() && !found.folder().equals("dossier-" + id + "/")) {
            fault("", "", "压缩包中的文件夹应为 dossier-" + id + "/，却是 " + found.folder());
        }
        List<Proof> proofs = events(Bag.SEALS, new StreamId(DossierEvent.STREAM, id), EventLine.START, 1);
        try {
            seals = Seals.of(proofs);
            if (seals.isEmpty()) {
                fault(Bag.SEALS, "", "没有封存的记录");
                return;
            }
            title = seals.get(seals.size() - 1).title();
            if (!Seals.json(id, seals).equals(text(Bag.DOSSIER))) {
                fault(Bag.DOSSIER, "", "与封存的记录不符");
            }
        } catch (IOException e) {
            fault(Bag.SEALS, "", "读不出来：" + e.getMessage());
        }
    }

    private void sealedVolumes() throws IOException {
        String before = EventLine.START;
        long next = 1;
        Set<String> expected =
                new HashSet<>(Set.of(Bag.SEALS, Bag.DOSSIER, Bag.PRESET, Bag.INDEX, Bag.README, Bag.CSV));
        List<Catalogue> catalogues = new ArrayList<>();
        for (int i = 0; i < seals.size(); i++) {
            Seal seal = seals.get(i);
            if (seal.volume() != i + 1) {
                fault(Bag.SEALS, "第 " + (i + 1) + " 卷", "卷号不连续");
            }
            String folder = Bag.volume(seal.volume());
            String path = folder + Catalogue.FILE;
            expected.add(path);
            if (!found.has(path)) {
                fault(path, "", "缺少这个文件");
                continue;
            }
            byte[] bytes = found.bytes(path);
            if (!Digester.hex(seal.algorithm(), bytes).equals(seal.catalogue())) {
                fault(path, "", "目录不是封存时的目录：摘要与封存记录不符");
            }
            Catalogue catalogue;
            try {
                catalogue = Catalogue.read(bytes);
            } catch (IOException e) {
                fault(path, "", String.valueOf(e.getMessage()));
                continue;
            }
            catalogues.add(catalogue);
            volumes++;
            facts(path, seal, catalogue, before, next);
            for (FileEntry file : catalogue.files()) {
                expected.add(folder + file.path());
                file(folder, catalogue, file);
            }
            List<Proof> events = events(
                    folder + Catalogue.EVENTS,
                    new StreamId(MatterId.STREAM, dossier),
                    catalogue.before(),
                    catalogue.fromVersion());
            if (events.size() != catalogue.toVersion() - catalogue.fromVersion() + 1) {
                fault(
                        folder + Catalogue.EVENTS,
                        "",
                        "应有第 " + catalogue.fromVersion() + " 至 " + catalogue.toVersion() + " 条记录，却有 " + events.size()
                                + " 条");
            }
            if (!events.isEmpty()) {
                before = events.get(events.size() - 1).hash();
            }
            next = catalogue.toVersion() + 1;
            pieces(path, folder, seal, catalogue);
        }
        for (String path : found.sizes().keySet()) {
            if (path.startsWith(Bag.DATA) && !expected.contains(path)) {
                fault(path, "", "多出来的文件：目录中没有");
            }
        }
        for (String path : List.of(Bag.PRESET, Bag.INDEX, Bag.README, Bag.CSV)) {
            if (!found.has(path)) {
                fault(path, "", "缺少这个文件");
            }
        }
        if (catalogues.size() == seals.size()
                && found.has(Bag.CSV)
                && !Exporter.csv(seals, catalogues).equals(text(Bag.CSV))) {
            fault(Bag.CSV, "", "与各卷的目录不符");
        }
    }

    private void facts(String path, Seal seal, Catalogue catalogue, String before, long next) {
        check(path, "volume", catalogue.volume() == seal.volume());
        check(path, "matter", catalogue.matter().equals(dossier));
        check(path, "title", catalogue.title().equals(seal.title()));
        check(path, "number", catalogue.number().equals(seal.number()));
        check(path, "line", catalogue.line().name().equals(seal.line()));
        check(path, "retention", catalogue.retention().name().equals(seal.retention()));
        check(path, "sealedOn", catalogue.sealedOn().toString().equals(seal.sealedOn()));
        check(path, "algorithm", catalogue.algorithm() == seal.algorithm());
        check(path, "pieces", catalogue.pieces().size() == seal.pieces());
        check(path, "chain", catalogue.chain().equals(seal.chain()));
        check(path, "before", catalogue.before().equals(before));
        check(path, "fromVersion", catalogue.fromVersion() == next);
    }

    private void check(String path, String item, boolean same) {
        if (!same) {
            fault(path, item, "与封存的记录或前一卷不符");
        }
    }

    private void file(String folder, Catalogue catalogue, FileEntry file) {
        String path = folder + file.path();
        Digester.Both there = digests.get(path);
        if (there == null) {
            fault(path, "", "缺少这个文件（目录中有）");
        } else if (there.size() != file.size()) {
            fault(path, "", "大小应为 " + file.size() + " 字节，却是 " + there.size() + " 字节");
        } else if (!there.sha256().equals(file.sha256())
                || catalogue.algorithm() == DigestAlgorithm.SM3 && !there.sm3().equals(file.sm3())) {
            fault(path, "", "内容被改动：摘要与目录不符");
        }
    }

    /** Of {@code events.jsonl#L7}; 0 when there is none. */
    private static int number(String path) {
        String digits = path.substring((Catalogue.EVENTS + "#L").length());
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }

    private void pieces(String path, String folder, Seal seal, Catalogue catalogue) throws IOException {
        Map<String, FileEntry> files = new TreeMap<>();
        catalogue.files().forEach(file -> files.put(file.path(), file));
        List<String> lines = found.has(folder + Catalogue.EVENTS) ? lines(folder + Catalogue.EVENTS) : List.of();
        String last = EventLine.START;
        for (int i = 0; i < catalogue.pieces().size(); i++) {
            Piece piece = catalogue.pieces().get(i);
            pieces++;
            String item = "第 " + (i + 1) + " 件";
            if (piece.n() != i + 1) {
                fault(path, item, "件号应为 " + (i + 1) + "，却是 " + piece.n() + "：有缺失、多出或次序被改动");
            }
            if (!Catalogue.linked(seal.algorithm(), last, piece).chain().equals(piece.chain())) {
                fault(path, item, "著录被改动或次序被改动：散列链不符");
            }
            last = piece.chain();
            if (piece.path().startsWith(Catalogue.EVENTS + "#L")) {
                int line = number(piece.path());
                String there = line >= 1 && line <= lines.size() ? lines.get(line - 1) : null;
                if (there == null) {
                    fault(folder + Catalogue.EVENTS, "第 " + line + " 行", "缺少这一行（" + item + "）");
                } else if (!Digester.hex(seal.algorithm(), there).equals(piece.digest())) {
                    fault(
                            folder + Catalogue.EVENTS,
                            "第 " + line + " 行",
                            "内容被改动：与目录中" + item + "“" + piece.title() + "”的摘要不符");
                }
            } else if (!piece.path().isEmpty()) {
                FileEntry file = files.get(piece.path());
                if (file == null
                        || file.size() != piece.size()
                        || !file.digest(seal.algorithm()).equals(piece.digest())) {
                    fault(path, item, "与文件清单不符：" + piece.path());
                }
            }
        }
    }
}
