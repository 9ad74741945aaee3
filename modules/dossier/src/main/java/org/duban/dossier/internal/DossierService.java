package org.duban.dossier.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.Dossier.Proposal;
import org.duban.api.dossier.Dossier.State;
import org.duban.api.dossier.DossierEvent;
import org.duban.api.dossier.DossierEvent.DestructionDeclined;
import org.duban.api.dossier.DossierEvent.DestructionProposed;
import org.duban.api.dossier.DossierEvent.DossierDestroyed;
import org.duban.api.dossier.DossierEvent.DossierImported;
import org.duban.api.dossier.DossierEvent.SparedFile;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.dossier.Dossiers;
import org.duban.api.dossier.Due;
import org.duban.api.dossier.PackageReport;
import org.duban.api.dossier.Piece;
import org.duban.api.file.Attachments;
import org.duban.api.file.NamedFiles;
import org.duban.api.journal.Event;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.spi.directory.Directory;
import org.duban.spi.file.FileStore;
import org.duban.spi.file.FileStore.Kept;

/** Shows dossiers, exports and takes them in, and carries out what two people decide. Needs no OSGi. */
final class DossierService implements Dossiers {

    private static final int LONGEST_TEXT = 2_000;
    private static final int CHUNK = 1_000;

    /** Who has just handed a file in may be about to name it: such a file is spared. */
    private static final Duration ABOUT_TO_BE_NAMED = Duration.ofHours(72);

    private final Journal journal;
    private final Matters matters;
    private final Directory directory;
    private final Access access;
    private final Attachments attachments;
    private final FileStore files;
    private final DossierStore store;
    private final Desk desk;
    private final Keeper keeper;
    private final Exporter exporter;
    private final Importer importer;
    private final DossierRules rules;
    private final Runnable requireRunning;
    private final InstantSource clock;
    private final ZoneId zone;

    /** @param requireRunning throws {@code STOPPED} */
    DossierService(
            Journal journal,
            Matters matters,
            Directory directory,
            Access access,
            Attachments attachments,
            FileStore files,
            DossierStore store,
            Desk desk,
            Keeper keeper,
            Exporter exporter,
            Importer importer,
            DossierRules rules,
            Runnable requireRunning,
            InstantSource clock,
            ZoneId zone) {
        this.journal = journal;
        this.matters = matters;
        this.directory = directory;
        this.access = access;
        this.attachments = attachments;
        this.files = files;
        this.store = store;
        this.desk = desk;
        this.keeper = keeper;
        this.exporter = exporter;
        this.importer = importer;
        this.rules = rules;
        this.requireRunning = requireRunning;
        this.clock = clock;
        this.zone = zone;
    }

    private Person person(Actor actor) {
        requireRunning.run();
        return directory.requirePerson(actor.person());
    }

    /** A dossier with its events. */
    private record Open(Dossier dossier, List<Recorded> history, Map<Attribute, Set<String>> attributes) {}

    /** One that may be seen; whether it isn't there or mayn't be seen isn't told apart. */
    private Open open(Person person, String id) {
        List<Recorded> history = desk.history(id);
        if (history.isEmpty()) {
            throw Exporter.notFound(id);
        }
        Dossier dossier = Books.dossier(history);
        Map<Attribute, Set<String>> attributes = keeper.attributes(dossier);
        if (!access.visibility(person, Right.READ_DOSSIERS).admits(attributes)) {
            throw Exporter.notFound(id);
        }
        return new Open(dossier, history, attributes);
    }

    @Override
    public Dossier seal(Actor actor, MatterId matter) {
        Person person = person(actor);
        Matter now = matters.get(actor, matter);
        access.require(person, Right.SEAL_DOSSIERS, Attribute.of(now));
        if (now.standing() != Standing.ARCHIVED) {
            throw new DubanException(Problem.of(
                    ErrorCode.NOT_AT_THIS_STAGE,
                    "matter",
                    now.number(),
                    Standing.ARCHIVED.zh(),
                    "事项" + now.standing().zh() + "，归档后才能封存",
                    "Only an archived matter has a dossier"));
        }
        Dossier sealed = keeper.seal(actor.person(), matter, now.version(), person.name() + "补充归档");
        store.put(keeper.row(matter.value()));
        return sealed;
    }

    @Override
    public Dossier get(Actor actor, String id) {
        return open(person(actor), id).dossier();
    }

    @Override
    public List<Dossier> list(Actor actor, String text, int offset, int limit) {
        Person person = person(actor);
        new Checks()
                .that(limit >= 1 && limit <= MAX_LIMIT, Problem.invalid("limit", limit, "1 至 " + MAX_LIMIT, "每页件数不对"))
                .that(offset >= 0, Problem.invalid("offset", offset, "0 或以上", "起始位置不对"))
                .done();
        return store.list(access.visibility(person, Right.READ_DOSSIERS), text, offset, limit).stream()
                .map(id -> Books.dossier(desk.history(id)))
                .toList();
    }

    @Override
    public List<Piece> catalogue(Actor actor, String id, int volume) {
        return catalogue(open(person(actor), id), volume).pieces();
    }

    private Catalogue catalogue(Open open, int volume) {
        try (InputStream in = attachments.open(file(open, volume, Catalogue.FILE))) {
            return Catalogue.read(in.readAllBytes());
        } catch (IOException e) {
            throw unreadable(open.dossier().id(), e);
        }
    }

    private static DubanException unreadable(String id, IOException e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.PACKAGE_DAMAGED,
                        "dossier",
                        id,
                        "",
                        "卷中的文件读不出来，请从备份恢复：" + e.getMessage(),
                        "A file of the volume can't be read"),
                e);
    }

    private static Attachment file(Open open, int volume, String path) {
        if (open.dossier().state() == State.DESTROYED) {
            throw new DubanException(Problem.of(
                    ErrorCode.NOT_NOW,
                    "dossier",
                    open.dossier().id(),
                    "",
                    "档案已经销毁，只有销毁清册",
                    "The dossier was destroyed"));
        }
        String name = path;
        List<Attachment> named = List.of();
        Event first = open.history().get(0).event();
        if (first instanceof DossierImported imported) {
            name = Bag.volume(volume) + path;
            named = imported.files();
        } else {
            for (VolumeSealed sealed : Books.volumes(open.history())) {
                if (sealed.volume() == volume) {
                    named = sealed.files();
                }
            }
        }
        String wanted = name;
        return named.stream()
                .filter(file -> file.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> notIn(open, "volume", volume));
    }

    private static DubanException notIn(Open open, String field, int value) {
        return new DubanException(Problem.of(
                ErrorCode.PART_NOT_FOUND,
                field,
                value,
                "",
                "档案中没有：" + open.dossier().title(),
                "The dossier has no such part"));
    }

    @Override
    public InputStream open(Actor actor, String id, int volume, int piece) {
        Open open = open(person(actor), id);
        List<Piece> pieces = catalogue(open, volume).pieces();
        if (piece < 1 || piece > pieces.size()) {
            throw notIn(open, "piece", piece);
        }
        String path = pieces.get(piece - 1).path();
        if (path.isEmpty()) {
            throw notIn(open, "piece", piece);
        }
        int hash = path.indexOf("#L");
        if (hash < 0) {
            return attachments.open(file(open, volume, path));
        }
        try (InputStream in = attachments.open(file(open, volume, path.substring(0, hash)))) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            int line = Integer.parseInt(path.substring(hash + 2));
            return new ByteArrayInputStream(lines[line - 1].getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    @Override
    public void export(Actor actor, String id, Path target) {
        Person person = person(actor);
        Open open = open(person, id);
        access.require(person, Right.EXPORT_DOSSIERS, open.attributes());
        exporter.export(id, target);
    }

    @Override
    public PackageReport verify(Path exported) {
        requireRunning.run();
        try {
            return Verifier.verify(exported);
        } catch (IOException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.INVALID_FIELD,
                            "package",
                            exported,
                            "可读的档案包",
                            "档案包读不出来：" + e.getMessage(),
                            "The package can't be read"),
                    e);
        }
    }

    @Override
    public Dossier take(Actor actor, Path exported) {
        Person person = person(actor);
        Dossier taken = importer.take(
                actor.person(),
                clock.instant(),
                exported,
                line -> access.require(person, Right.IMPORT_DOSSIERS, of(line)));
        store.put(keeper.row(taken.id()));
        return taken;
    }

    private static Map<Attribute, Set<String>> of(Line line) {
        return Map.of(Attribute.LINE, Set.of(line.name()));
    }

    // ---- keeping and destroying

    @Override
    public List<Due> dueForAppraisal(Actor actor, LocalDate on) {
        Person person = person(actor);
        return store.due(access.visibility(person, Right.READ_DOSSIERS), on).stream()
                .map(id -> Books.dossier(desk.history(id)))
                .map(dossier ->
                        new Due(dossier, Objects.requireNonNull(dossier.keptUntil(), "it was listed by this day")))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    @Override
    public Dossier proposeDestruction(Actor actor, String id, String reason) {
        Person person = person(actor);
        Open open = open(person, id);
        access.require(person, Right.PROPOSE_DESTRUCTION, open.attributes());
        new Checks().text("reason", reason, LONGEST_TEXT).done();
        return changed(actor, id, history -> {
            Dossier dossier = Books.dossier(history);
            requireState(dossier, State.KEPT);
            LocalDate until = dossier.keptUntil();
            if (until == null || !until.isBefore(today())) {
                throw new DubanException(Problem.of(
                        ErrorCode.NOT_NOW,
                        "dossier",
                        id,
                        until == null ? "" : until + " 之后",
                        until == null ? "永久保管的档案不能销毁" : "保管期限未满",
                        "Its retention isn't over"));
            }
            return List.of(new DestructionProposed(reason.strip()));
        });
    }

    @Override
    public Dossier declineDestruction(Actor actor, String id, String reason) {
        Person person = person(actor);
        Open open = open(person, id);
        Proposal proposal = open.dossier().proposal();
        boolean own = proposal != null && proposal.by().equals(actor.person());
        access.require(person, own ? Right.PROPOSE_DESTRUCTION : Right.CONFIRM_DESTRUCTION, open.attributes());
        new Checks().text("reason", reason, LONGEST_TEXT).done();
        return changed(actor, id, history -> {
            requireState(Books.dossier(history), State.PROPOSED);
            return List.of(new DestructionDeclined(reason.strip()));
        });
    }

    @Override
    public Dossier confirmDestruction(Actor actor, String id, String opinion) {
        Person person = person(actor);
        Open open = open(person, id);
        access.require(person, Right.CONFIRM_DESTRUCTION, open.attributes());
        new Checks().text("opinion", opinion, LONGEST_TEXT).done();
        Dossier destroyed = changed(actor, id, history -> List.of(certificate(actor, opinion.strip(), history)));
        List<Recorded> history = desk.history(id);
        Recorded last = history.get(history.size() - 1);
        if (last.event() instanceof DossierDestroyed event) {
            keeper.delete(event, last.at());
        }
        return destroyed;
    }

    private DossierDestroyed certificate(Actor actor, String opinion, List<Recorded> history) {
        Dossier dossier = Books.dossier(history);
        requireState(dossier, State.PROPOSED);
        Proposal proposal = Objects.requireNonNull(dossier.proposal(), "it is proposed");
        if (proposal.by().equals(actor.person())) {
            throw new DubanException(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "actor",
                    actor.person(),
                    "提出销毁以外的另一人",
                    "销毁须由两人决定：提出的人不能自己批准",
                    "Whoever proposed can't confirm"));
        }
        Map<String, Attachment> all = new LinkedHashMap<>();
        for (Recorded recorded : history) {
            List<Attachment> named = recorded.event() instanceof VolumeSealed sealed
                    ? sealed.files()
                    : recorded.event() instanceof DossierImported imported ? imported.files() : List.of();
            named.forEach(file -> all.putIfAbsent(file.sha256(), file));
        }
        Map<String, String> spared = spared(dossier, all.keySet());
        List<Attachment> destroyed = new ArrayList<>();
        List<SparedFile> stays = new ArrayList<>();
        all.forEach((sha256, file) -> {
            String why = spared.get(sha256);
            if (why == null) {
                destroyed.add(file);
            } else {
                stays.add(new SparedFile(file.name(), sha256, why));
            }
        });
        return new DossierDestroyed(
                rules.certificates(today().getYear()),
                "",
                proposal.by(),
                proposal.reason(),
                opinion,
                dossier.volumes().stream().map(Dossier.Volume::fileNumber).toList(),
                dossier.title(),
                dossier.retention(),
                Objects.requireNonNull(dossier.keptUntil(), "it was over"),
                dossier.volumes().stream().mapToInt(Dossier.Volume::pieces).sum(),
                destroyed,
                stays);
    }

    /** Which of some files something else names: any event but the dossier's own and its matter's, or who has just handed it in. */
    private Map<String, String> spared(Dossier dossier, Set<String> wanted) {
        Map<String, String> spared = new LinkedHashMap<>();
        Set<String> own = new HashSet<>(Set.of(Desk.stream(dossier.id()).toString()));
        if (!dossier.imported()) {
            own.add(new MatterId(dossier.id()).stream().toString());
        }
        long position = 0;
        List<Recorded> chunk;
        while (!(chunk = journal.feed(position, CHUNK)).isEmpty()) {
            for (Recorded recorded : chunk) {
                position = recorded.position();
                String stream = recorded.stream().toString();
                if (!own.contains(stream) && !(recorded.event() instanceof DossierDestroyed)) {
                    NamedFiles.in(recorded.event(), sha256 -> {
                        if (wanted.contains(sha256)) {
                            spared.putIfAbsent(sha256, stream + " 也提到");
                        }
                    });
                }
            }
        }
        Instant since = clock.instant().minus(ABOUT_TO_BE_NAMED);
        for (String sha256 : wanted) {
            try {
                files.find(sha256)
                        .map(Kept::keptAt)
                        .filter(at -> !at.isBefore(since))
                        .ifPresent(at -> spared.putIfAbsent(sha256, "新近又存入"));
            } catch (IOException e) {
                throw unreadable(dossier.id(), e);
            }
        }
        return spared;
    }

    private Dossier changed(Actor actor, String id, Function<List<Recorded>, List<? extends DossierEvent>> decision) {
        Dossier dossier = desk.change(
                actor.person(), clock.instant(), id, history -> List.<Event>copyOf(decision.apply(history)));
        store.put(keeper.row(id));
        return dossier;
    }

    private static void requireState(Dossier dossier, State state) {
        if (dossier.state() != state) {
            throw new DubanException(Problem.of(
                    ErrorCode.NOT_NOW,
                    "dossier",
                    dossier.id(),
                    state.zh(),
                    "档案" + dossier.state().zh(),
                    "The dossier is " + dossier.state()));
        }
    }
}
