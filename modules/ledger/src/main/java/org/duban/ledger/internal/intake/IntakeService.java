package org.duban.ledger.internal.intake;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Append;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Person;
import org.duban.api.sheet.Intake;
import org.duban.api.sheet.IntakeOptions;
import org.duban.api.sheet.IntakePreview;
import org.duban.api.sheet.IntakePreview.Fate;
import org.duban.api.sheet.IntakeResult;
import org.duban.api.sheet.IntakeResult.Outcome;
import org.duban.api.sheet.SheetProgress;
import org.duban.ledger.internal.JsonFile;
import org.duban.ledger.internal.excel.Letters;
import org.duban.ledger.internal.intake.Grid.Spread;
import org.duban.ledger.internal.intake.IntakeRules.Column;
import org.duban.ledger.internal.intake.IntakeRules.Kind;
import org.duban.ledger.internal.intake.RowReader.Judged;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes in lists. Keeps nothing between two calls. */
@Component(service = Intake.class)
public final class IntakeService implements Intake {

    private static final int TELL_EVERY = 50;

    /** What ends the whole, and not one row. */
    private static final Set<ErrorCode> GENERAL = EnumSet.of(
            ErrorCode.STOPPED,
            ErrorCode.JOURNAL_WRITE_FAILED,
            ErrorCode.JOURNAL_DAMAGED,
            ErrorCode.DATA_DIRECTORY_UNUSABLE,
            ErrorCode.PERSON_UNKNOWN);

    private final Matters matters;
    private final Journal journal;
    private final Access access;
    private final Directory directory;
    private final FormTypes formTypes;
    private final InstantSource clock;
    private final ZoneId zone;
    private final boolean cleared;
    private final IntakeRules rules;

    @Activate
    public IntakeService(
            BundleContext context,
            @Reference Matters matters,
            @Reference Journal journal,
            @Reference Access access,
            @Reference Directory directory,
            @Reference FormTypes formTypes,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this(
                matters,
                journal,
                access,
                directory,
                formTypes,
                clock,
                zone,
                Boolean.parseBoolean(context.getProperty("duban.cleared")),
                JsonFile.folder(context));
    }

    /**
     * @param cleared whether matters with a secrecy level may be registered here
     * @param config the configuration folder; null: all as by default
     */
    public IntakeService(
            Matters matters,
            Journal journal,
            Access access,
            Directory directory,
            FormTypes formTypes,
            InstantSource clock,
            ZoneId zone,
            boolean cleared,
            @Nullable Path config) {
        this.matters = matters;
        this.journal = journal;
        this.access = access;
        this.directory = directory;
        this.formTypes = formTypes;
        this.clock = clock;
        this.zone = zone;
        this.cleared = cleared;
        this.rules = IntakeRules.read(config);
    }

    /**
     * A file, read.
     *
     * @param judged one for each of the preview's rows
     */
    private record Analysis(List<Grid> grids, IntakePreview preview, List<Judged> judged) {}

    private Analysis analyse(Actor actor, String fileName, InputStream content, IntakeOptions options) {
        Person person = directory.requirePerson(actor.person());
        access.require(person, Right.IMPORT_MATTERS, Map.of());
        List<Kind> kinds = kinds(options);
        String digest;
        List<Grid> grids;
        try (Spool spool = Spool.of(fileName, content, rules.limits())) {
            Tally tally = new Tally(fileName, rules.limits());
            digest = spool.digest();
            grids = switch (spool.type()) {
                case XLSX -> XlsxReader.read(spool.file(), tally);
                case CSV -> List.of(CsvSheet.read(spool.file(), fileName, tally));
            };
        }
        Setting setting = new Setting(
                rules,
                options,
                Setting.listName(fileName),
                formTypes,
                directory,
                new UnitNames(rules.units(), directory.units()),
                person,
                access,
                clock.instant().atZone(zone).toLocalDate(),
                zone,
                cleared);
        List<IntakePreview.Sheet> sheets = new ArrayList<>();
        List<Judged> judged = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Grid grid : grids) {
            judged.addAll(sheet(setting, grid, kinds, sheets, seen));
        }
        if (sheets.stream().allMatch(sheet -> sheet.kind().isEmpty())) {
            throw noHead(fileName, kinds, sheets);
        }
        List<Judged> known = judged.stream().map(this::known).toList();
        IntakePreview preview = new IntakePreview(
                fileName, digest, sheets, known.stream().map(Judged::row).toList());
        return new Analysis(grids, preview, known);
    }

    private List<Kind> kinds(IntakeOptions options) {
        List<Kind> kinds = rules.kinds().stream()
                .filter(kind -> options.kind().isEmpty() || kind.id().equals(options.kind()))
                .toList();
        if (kinds.isEmpty()) {
            throw new DubanException(Problem.invalid(
                    "kind",
                    options.kind(),
                    rules.kinds().stream().map(Kind::id).collect(Collectors.joining("、")),
                    "没有这类清单"));
        }
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        if (options.receivedOn() != null && options.receivedOn().isAfter(today)) {
            throw new DubanException(
                    Problem.invalid("receivedOn", options.receivedOn(), "不晚于今天（" + today + "）", "收文日期在将来"));
        }
        if (options.year() != 0 && (options.year() < 2000 || options.year() > 2099)) {
            throw new DubanException(Problem.invalid("year", options.year(), "2000 至 2099，不指定填 0", "年份不在范围内"));
        }
        return kinds;
    }

    private static List<Judged> sheet(
            Setting setting, Grid grid, List<Kind> kinds, List<IntakePreview.Sheet> sheets, Set<String> seen) {
        if (grid.hidden() || grid.lines().isEmpty()) {
            sheets.add(leftAlone(grid, grid.hidden() ? "隐藏的工作表，没有读取" : "空的工作表"));
            return List.of();
        }
        Spread spread = grid.spread();
        Optional<Heads> found = Heads.find(spread, kinds);
        if (found.isEmpty()) {
            sheets.add(leftAlone(grid, "前 20 行中没有找到表头，没有读取"));
            return List.of();
        }
        Heads heads = found.get();
        Map<String, String> columns = new LinkedHashMap<>();
        heads.columns()
                .forEach((at, is) -> columns.put(Letters.of(at), is.heads().get(0)));
        sheets.add(new IntakePreview.Sheet(
                grid.name(), heads.kind().id(), heads.row(), heads.title(), columns, heads.leftAlone(), ""));
        return new RowReader(setting, spread, heads, seen).read();
    }

    private static IntakePreview.Sheet leftAlone(Grid grid, String why) {
        return new IntakePreview.Sheet(grid.name(), "", 0, "", Map.of(), List.of(), why);
    }

    private static DubanException noHead(String fileName, List<Kind> kinds, List<IntakePreview.Sheet> sheets) {
        String expected = kinds.stream()
                .map(kind -> kind.name()
                        + "须有“"
                        + kind.columns().stream()
                                .filter(Column::isRequired)
                                .map(column -> String.join(
                                        "／",
                                        column.heads()
                                                .subList(
                                                        0,
                                                        Math.min(
                                                                4,
                                                                column.heads().size()))))
                                .collect(Collectors.joining("、"))
                        + "”一列和至少另一列")
                .collect(Collectors.joining("；"));
        return Refused.because(
                fileName,
                sheets.stream().map(s -> s.name() + "：" + s.remark()).collect(Collectors.joining("；")),
                expected,
                "没有认出表头",
                "No head was recognised");
    }

    /** Whether it was registered before: its key has been used. */
    private Judged known(Judged judged) {
        if (judged.key() == null || judged.row().fate() != Fate.REGISTER || !used(judged.key())) {
            return judged;
        }
        IntakePreview.Row row = judged.row();
        return new Judged(
                new IntakePreview.Row(
                        row.sheet(),
                        row.number(),
                        Fate.KNOWN,
                        row.draft(),
                        row.assignments(),
                        row.faults(),
                        row.remarks()),
                judged.key());
    }

    private boolean used(String key) {
        try {
            // No command has this fingerprint, so a key that is there is one used for another command.
            return journal.find(new Append.Once(key, "")).isPresent();
        } catch (DubanException e) {
            if (e.code() == ErrorCode.KEY_REUSED) {
                return true;
            }
            throw e;
        }
    }

    // ---- the service

    @Override
    public IntakePreview preview(Actor actor, String fileName, InputStream content, IntakeOptions options) {
        return analyse(actor, fileName, content, options).preview();
    }

    @Override
    public IntakePreview annotated(
            Actor actor, String fileName, InputStream content, IntakeOptions options, OutputStream out) {
        Analysis analysis = analyse(actor, fileName, content, options);
        new AnnotatedBook(analysis.grids(), analysis.preview(), rules).write(out);
        return analysis.preview();
    }

    @Override
    public IntakeResult apply(
            Actor actor,
            String fileName,
            InputStream content,
            IntakeOptions options,
            String digest,
            Choice choice,
            SheetProgress progress) {
        Analysis analysis = analyse(actor, fileName, content, options);
        IntakePreview preview = analysis.preview();
        if (!preview.digest().equals(digest)) {
            throw new DubanException(Problem.of(
                    ErrorCode.VERSION_CONFLICT,
                    "digest",
                    preview.digest(),
                    digest,
                    "文件与预览时的不是同一个，请重新预览",
                    "This is not the file that was looked at"));
        }
        List<IntakeResult.Row> results = new ArrayList<>();
        if (choice == Choice.ALL_OR_NOTHING && preview.count(Fate.FAULTY) > 0) {
            preview.rows().forEach(row -> results.add(leftOut(row)));
            return new IntakeResult(false, results);
        }
        Instant began = clock.instant();
        int total = analysis.judged().size();
        for (Judged judged : analysis.judged()) {
            if (results.size() % TELL_EVERY == 0) {
                go(progress, results.size(), total);
            }
            results.add(apply(actor, judged, began));
        }
        progress.at(total, total);
        return new IntakeResult(true, results);
    }

    private static void go(SheetProgress progress, long done, long total) {
        if (!progress.at(done, total)) {
            throw new DubanException(Problem.of(
                    ErrorCode.CANCELLED,
                    "已按要求中途停止：前 " + done + " 行已处理，再次导入同一文件可接着办",
                    "Ended by the caller after " + done + " rows; the same file can be applied again"));
        }
    }

    private static IntakeResult.Row leftOut(IntakePreview.Row row) {
        return new IntakeResult.Row(row, Outcome.LEFT_OUT, null, "", List.of());
    }

    private IntakeResult.Row apply(Actor actor, Judged judged, Instant began) {
        IntakePreview.Row row = judged.row();
        if (row.fate() != Fate.REGISTER && row.fate() != Fate.KNOWN) {
            return leftOut(row);
        }
        String key = Objects.requireNonNull(judged.key(), "what is registered has a key");
        Matter matter;
        try {
            matter = matters.register(
                    actor, Objects.requireNonNull(row.draft(), "a good row has a draft"), CommandOptions.key(key));
        } catch (DubanException e) {
            if (GENERAL.contains(e.code())) {
                throw e;
            }
            // Registered before by somebody else, or with another day of receipt.
            return e.code() == ErrorCode.KEY_REUSED
                    ? new IntakeResult.Row(row, Outcome.KNOWN, null, "", List.of())
                    : new IntakeResult.Row(row, Outcome.REFUSED, null, "", e.problems());
        }
        boolean known =
                row.fate() == Fate.KNOWN || matter.times().registeredAt().isBefore(began);
        return new IntakeResult.Row(
                row,
                known ? Outcome.KNOWN : Outcome.REGISTERED,
                matter.id(),
                matter.number(),
                propose(actor, matter, row, key));
    }

    /** Writes the proposal, also of a matter whose registration was the last thing an earlier run came to. */
    private List<Problem> propose(Actor actor, Matter matter, IntakePreview.Row row, String key) {
        if (row.assignments().isEmpty()
                || matter.proposal() != null
                || matter.stage() != Stage.INITIATION
                || matter.standing() != Standing.OPEN) {
            return List.of();
        }
        String opinion = rules.kinds().stream()
                .filter(kind -> kind.formType().equals(matter.subject().formType()))
                .map(Kind::opinion)
                .findFirst()
                .orElse("");
        try {
            matters.execute(
                    actor,
                    matter.id(),
                    new Propose(new Proposal(opinion, row.assignments())),
                    CommandOptions.key(key + "/p"));
            return List.of();
        } catch (DubanException e) {
            if (GENERAL.contains(e.code())) {
                throw e;
            }
            return e.problems();
        }
    }
}
