package org.duban.dossier.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.dossier.Piece;
import org.duban.api.file.Attachments;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Proof;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent.Archived;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Retention;
import org.duban.dossier.internal.Catalogue.Check;
import org.duban.dossier.internal.Catalogue.FileEntry;
import org.duban.dossier.internal.EventTexts.Told;
import org.duban.spi.dossier.DossierItem;
import org.duban.spi.file.FileStore;
import org.duban.spi.file.FileStore.Kept;

/** Puts a volume together: everything of it is durable in the file store before the event that seals it is there to be appended. */
final class Sealer {

    private static final int LONGEST_TITLE = 80;
    private static final byte[][] PROGRAMS = {{'M', 'Z'}, {0x7f, 'E', 'L', 'F'}, {'#', '!'}};

    private final Source journal;
    private final Matters matters;
    private final FileStore store;
    private final Supplier<List<ItemSource>> sources;
    private final EventTexts texts;
    private final Names names;
    private final FormTypes formTypes;
    private final DossierRules rules;
    private final InstantSource clock;
    private final ZoneId zone;

    Sealer(
            Source journal,
            Matters matters,
            FileStore store,
            Supplier<List<ItemSource>> sources,
            Names names,
            FormTypes formTypes,
            DossierRules rules,
            InstantSource clock,
            ZoneId zone) {
        this.journal = journal;
        this.matters = matters;
        this.store = store;
        this.sources = sources;
        this.texts = new EventTexts(names, formTypes);
        this.names = names;
        this.formTypes = formTypes;
        this.rules = rules;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * The next volume of an archived matter.
     *
     * @param sealed the volumes there are
     * @param to the last of the matter's events that belongs into it
     * @param note who asked for it and why; empty when the archiving did
     * @return the event to be appended; without a file number
     * @throws DubanException {@code NOT_NOW} when nothing is new, or a source or a file fails
     */
    VolumeSealed prepare(MatterId id, List<VolumeSealed> sealed, long to, String note) {
        List<Recorded> history = journal.read(id.stream()).subList(0, Math.toIntExact(to));
        List<Proof> proofs = journal.proofs(id.stream()).subList(0, Math.toIntExact(to));
        long from = sealed.isEmpty() ? 1 : sealed.get(sealed.size() - 1).toVersion() + 1;
        Draft volume = new Draft(id, history, proofs, from, sealed);
        try {
            return volume.seal(note);
        } catch (IOException e) {
            throw new DubanException(failed("文件读写失败：" + e.getMessage(), id.value()), e);
        }
    }

    private static Problem failed(String why, String what) {
        return Problem.of(ErrorCode.NOT_NOW, "dossier", what, "", "归档未能封存：" + why, "The dossier can't be sealed now");
    }

    /** A volume that is being put together. */
    private final class Draft {
        private final MatterId id;
        private final Matter matter;
        private final List<Recorded> events;
        private final List<Proof> proofs;
        private final String before;
        private final long from;
        private final long to;
        private final int number;
        private final Retention retention;
        private final DigestAlgorithm algorithm = rules.digest();
        private final LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        private final Set<String> known = new HashSet<>();

        private final List<Piece> pieces = new ArrayList<>();
        private final Map<String, FileEntry> files = new LinkedHashMap<>();
        private final Map<String, String> pathOf = new HashMap<>();
        private final List<String> programs = new ArrayList<>();
        private final List<String> uncommon = new ArrayList<>();
        private int hosts;
        private int asked;
        private String chain = EventLine.START;

        Draft(MatterId id, List<Recorded> history, List<Proof> proofs, long from, List<VolumeSealed> sealed) {
            this.id = id;
            this.matter = matters.replay(history);
            this.to = history.size();
            this.from = from;
            int first = Math.toIntExact(Math.min(from - 1, to));
            this.events = history.subList(first, history.size());
            this.proofs = proofs.subList(first, proofs.size());
            this.before = from == 1
                    ? EventLine.START
                    : proofs.get(Math.toIntExact(from - 2)).hash();
            this.number = sealed.size() + 1;
            this.retention = history.stream()
                    .map(Recorded::event)
                    .filter(Archived.class::isInstance)
                    .map(event -> ((Archived) event).retention())
                    .reduce((earlier, later) -> later)
                    .orElseThrow(() -> new IllegalArgumentException("never archived: " + id));
            sealed.forEach(volume -> volume.files().forEach(file -> known.add(file.sha256())));
        }

        VolumeSealed seal(String note) throws IOException {
            checkChain();
            List<String> lines = new ArrayList<>();
            for (Proof proof : proofs) {
                lines.add(EventLine.write(id.stream(), proof));
            }
            byte[] events = lines.stream()
                    .map(line -> line + "\n")
                    .reduce("", String::concat)
                    .getBytes(StandardCharsets.UTF_8);
            keep(Catalogue.EVENTS, "application/jsonl", events);
            // Its place in the list is here; what it says of the pieces is known below.
            List<Told> told = this.events.stream().map(texts::of).toList();
            keep(
                    Catalogue.PAGE,
                    "text/html",
                    Pages.events(matter, number, this.events, told, names, zone).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < lines.size(); i++) {
                event(this.events.get(i), told.get(i), i + 1, lines.get(i));
            }
            boolean more = items();
            if (lines.isEmpty() && !more) {
                throw new DubanException(Problem.of(
                        ErrorCode.NOT_NOW, "matter", id, "", "没有尚未归档的内容", "Nothing has come since it was sealed"));
            }
            Catalogue catalogue = new Catalogue(
                    id.value(),
                    matter.number(),
                    matter.subject().title(),
                    matter.subject().line(),
                    formTypes
                            .find(matter.subject().formType(), matter.formVersion())
                            .map(FormType::nameZh)
                            .orElse(matter.subject().formType()),
                    number,
                    retention,
                    today,
                    from,
                    to,
                    before,
                    algorithm,
                    List.copyOf(files.values()),
                    pieces,
                    checks());
            byte[] bytes = catalogue.bytes();
            Kept kept = store.put(new ByteArrayInputStream(bytes));
            List<Attachment> all = new ArrayList<>();
            all.add(attachment(Catalogue.FILE, kept.sha256(), kept.size()));
            files.values().forEach(file -> all.add(attachment(file.path(), file.sha256(), file.size())));
            return new VolumeSealed(
                    rules.fileNumbers(today.getYear(), retention),
                    "",
                    number,
                    matter.number(),
                    matter.subject().title(),
                    matter.subject().line(),
                    retention,
                    today,
                    pieces.size(),
                    from,
                    to,
                    algorithm,
                    Digester.hex(algorithm, bytes),
                    catalogue.chain(),
                    all,
                    note);
        }

        /** 真实性: what is about to be sealed is what was written. */
        private void checkChain() {
            String last = before;
            for (Proof proof : proofs) {
                if (!EventLine.hash(id.stream(), proof, last).equals(proof.hash())) {
                    throw new DubanException(failed("第 " + proof.position() + " 号事件与写入时不同，请先核对日志", id.value()));
                }
                last = proof.hash();
            }
        }

        private void event(Recorded recorded, Told told, int line, String text) throws IOException {
            LocalDate on = LocalDate.ofInstant(recorded.at(), zone);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            piece(
                    told.category(),
                    "",
                    told.title(),
                    names.author(recorded.actor()),
                    on,
                    Catalogue.EVENTS + "#L" + line,
                    bytes.length,
                    Digester.hex(algorithm, bytes),
                    "");
            for (Attachment file : told.files()) {
                attached(file, told.category(), names.author(recorded.actor()), on);
            }
        }

        private void attached(Attachment file, String to, String author, LocalDate on) throws IOException {
            String category = "附件（" + to + "）";
            if (!file.location().equals(Attachments.SCHEME + file.sha256())) {
                hosts++;
                piece(category, "", file.name(), author, on, "", file.size(), file.sha256(), "由办公系统保存，未随卷；摘要为 SHA-256");
                return;
            }
            Digester.Both digest;
            try (InputStream in = store.open(file.sha256())) {
                digest = Digester.read(in, algorithm == DigestAlgorithm.SM3);
            } catch (NoSuchFileException e) {
                throw new DubanException(failed("附件“" + file.name() + "”不见了，请从备份恢复", file.sha256()), e);
            }
            if (!digest.sha256().equals(file.sha256())) {
                throw new DubanException(failed("附件“" + file.name() + "”的内容与其摘要不符，请从备份恢复", file.sha256()));
            }
            file(category, "", file.name(), author, on, file.name(), Media.type(file.name()), digest);
        }

        /** What sources have that isn't in an earlier volume. */
        private boolean items() throws IOException {
            boolean any = false;
            for (ItemSource source : sources.get()) {
                asked++;
                List<ItemSource.Got> items;
                try {
                    items = source.ask(id, store);
                } catch (ItemSource.Failed e) {
                    throw new DubanException(failed(String.valueOf(e.getMessage()), id.value()), e);
                }
                for (ItemSource.Got got : items) {
                    DossierItem item = got.item();
                    if (known.add(got.kept().sha256())) {
                        any = true;
                        Digester.Both digest;
                        try (InputStream in = store.open(got.kept().sha256())) {
                            digest = Digester.read(in, algorithm == DigestAlgorithm.SM3);
                        }
                        file(
                                item.category(),
                                item.number(),
                                item.title(),
                                item.author(),
                                item.on(),
                                item.fileName(),
                                item.mediaType(),
                                digest);
                    }
                }
            }
            return any;
        }

        private void file(
                String category,
                String number,
                String title,
                String author,
                LocalDate on,
                String name,
                String mediaType,
                Digester.Both digest)
                throws IOException {
            String path = pathOf.get(digest.sha256());
            String remark = "";
            if (path == null) {
                path = String.format(Locale.ROOT, "%03d-%s", pieces.size() + 1, Texts.fileName(name));
                pathOf.put(digest.sha256(), path);
                files.put(path, new FileEntry(path, mediaType, digest.size(), digest.sha256(), digest.sm3()));
                look(path, name, mediaType, digest.sha256());
            } else {
                remark = "与前件内容相同";
            }
            piece(category, number, title, author, on, path, digest.size(), digest.by(algorithm), remark);
        }

        /** 安全性, 可用性. */
        private void look(String path, String name, String mediaType, String sha256) throws IOException {
            try (InputStream in = store.open(sha256)) {
                byte[] begin = in.readNBytes(4);
                for (byte[] program : PROGRAMS) {
                    if (begin.length >= program.length
                            && Arrays.equals(program, 0, program.length, begin, 0, program.length)) {
                        programs.add(path);
                    }
                }
            }
            if (!Media.lasting(mediaType)) {
                uncommon.add(path);
            }
        }

        private void piece(
                String category,
                String number,
                String title,
                String author,
                LocalDate on,
                String path,
                long size,
                String digest,
                String remark) {
            Piece piece = Catalogue.linked(
                    algorithm,
                    chain,
                    new Piece(
                            pieces.size() + 1,
                            Texts.line(category, LONGEST_TITLE),
                            Texts.line(number, LONGEST_TITLE),
                            Texts.line(title, LONGEST_TITLE),
                            Texts.line(author, LONGEST_TITLE),
                            on,
                            path,
                            size,
                            digest,
                            Texts.line(remark, LONGEST_TITLE),
                            ""));
            chain = piece.chain();
            pieces.add(piece);
        }

        private void keep(String path, String mediaType, byte[] bytes) throws IOException {
            Kept kept = store.put(new ByteArrayInputStream(bytes));
            files.put(
                    path,
                    new FileEntry(
                            path,
                            mediaType,
                            kept.size(),
                            kept.sha256(),
                            algorithm == DigestAlgorithm.SM3 ? Digester.hex(algorithm, bytes) : ""));
        }

        private List<Check> checks() {
            return List.of(
                    new Check("真实性", "办理记录的散列链与日志一致", true, events.size() + " 条"),
                    new Check("真实性", "附件和文件的内容与摘要一致", true, pathOf.size() + " 个文件"),
                    new Check(
                            "完整性", "办理记录连续，无缺号", true, events.isEmpty() ? "本卷无办理记录" : "第 " + from + " 至 " + to + " 条"),
                    new Check("完整性", "记录中提到的附件均已随卷", hosts == 0, hosts == 0 ? "" : hosts + " 个附件由办公系统保存，未随卷"),
                    new Check("完整性", "各文件来源均已答复", true, asked + " 个来源"),
                    new Check("可用性", "文件格式适于长期保存", uncommon.isEmpty(), String.join("、", uncommon)),
                    new Check("安全性", "不含可执行程序", programs.isEmpty(), String.join("、", programs)));
        }
    }

    private static Attachment attachment(String path, String sha256, long size) {
        return new Attachment(path, Attachments.SCHEME + sha256, sha256, size);
    }
}
