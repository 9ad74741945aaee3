package org.duban.paper.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.file.Attachments;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamBook;
import org.duban.api.journal.StreamBook.Entry;
import org.duban.api.journal.StreamId;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent.PaperIssued;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.PaperNumbering;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.api.paper.Paper;
import org.duban.api.paper.Paper.State;
import org.duban.api.paper.PaperDraft;
import org.duban.api.paper.PaperEvent;
import org.duban.api.paper.PaperEvent.PaperAdopted;
import org.duban.api.paper.PaperEvent.PaperDrafted;
import org.duban.api.paper.PaperEvent.PaperNumbered;
import org.duban.api.paper.PaperEvent.PaperPublished;
import org.duban.api.paper.PaperEvent.PaperRevised;
import org.duban.api.paper.PaperEvent.PaperSigned;
import org.duban.api.paper.PaperEvent.PaperWithdrawn;
import org.duban.api.paper.Papers;
import org.duban.api.paper.Rendition;
import org.duban.paper.internal.PaperTree.Circumstances;
import org.duban.paper.internal.Press.Made;
import org.duban.paper.internal.docx.TextTemplate;
import org.duban.spi.directory.Directory;
import org.duban.spi.paper.PaperRenderer;
import org.jspecify.annotations.Nullable;

/** The papers: decides on what is known, and makes the files. */
final class PaperService implements Papers {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 50_000;
    private static final int LONGEST_NOTE = 500;
    private static final int MOST_MATTERS = 1_000;
    private static final int MOST_NAMES = 200;
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 8;

    private final Parts parts;
    private final StreamBook<Paper> book;
    private final Templates templates;
    private final Press press;
    private final PaperTree tree;
    private final RandomGenerator random = new SecureRandom();

    /** What it works with. */
    record Parts(
            Journal journal,
            Directory directory,
            Access access,
            Matters matters,
            Ledger ledger,
            FormTypes formTypes,
            Attachments attachments,
            PaperNumbering numbering,
            Office office,
            InstantSource clock,
            ZoneId zone,
            Supplier<List<PaperRenderer>> renderers) {}

    PaperService(Parts parts, Templates templates, Press press) {
        this.parts = parts;
        this.templates = templates;
        this.press = press;
        book = new StreamBook<>(parts.journal(), PaperEvent.STREAM, new PaperFold(parts.zone()));
        tree = new PaperTree(
                parts.directory(),
                new MatterTree(parts.directory(), parts.formTypes(), parts.matters(), parts.zone()),
                parts.office(),
                id -> parts.journal().read(id.stream()));
    }

    private LocalDate today() {
        return parts.clock().instant().atZone(parts.zone()).toLocalDate();
    }

    // ---- proposals

    @Override
    public PaperDraft compose(Actor actor, PaperKind kind, List<MatterId> matters) {
        Person person = parts.directory().requirePerson(actor.person());
        new Checks()
                .that(!matters.isEmpty(), Problem.missing("matters", "至少一件事项"))
                .that(
                        matters.size() <= MOST_MATTERS,
                        Problem.invalid("matters", matters.size(), "不超过 " + MOST_MATTERS + " 件", "事项太多"))
                .done();
        List<Matter> all =
                matters.stream().map(id -> parts.matters().get(actor, id)).toList();
        PaperDraft draft = PaperDraft.of(kind).line(all.get(0).subject().line()).matters(matters);
        require(person, Right.DRAFT_PAPERS, draft, State.DRAFT);
        Set<String> units = new LinkedHashSet<>();
        for (Matter matter : all) {
            matter.currentRound().stream()
                    .filter(o -> o.state() != Obligation.State.RELIEVED)
                    .forEach(o -> units.add(o.unit()));
        }
        return worded(
                draft.addressees(List.copyOf(units)).leader(all.get(0).subject().leader()),
                tree.matters(matters, parts.clock().instant()));
    }

    private PaperDraft worded(PaperDraft draft, Map<String, Object> names) {
        Office.Wording wording = parts.office().wording(draft.kind());
        return draft.title(TextTemplate.fill(wording.title(), names)).text(TextTemplate.fill(wording.text(), names));
    }

    @Override
    public PaperDraft composeReport(Actor actor, LocalDate from, LocalDate to) {
        Person person = composing(actor, PaperKind.REPORT, from, to);
        Instant now = parts.clock().instant();
        List<LedgerRow> rows =
                rows(actor, LedgerQuery.where().received(from, to).asOf(now).build());
        ObjectNode data = Figures.report(rows, this::formTypeName, this::unitName);
        data.put("期间", Dates.period(from, to));
        data.put("统计时间", Dates.of(now, parts.zone()));
        for (String part : List.of("典型经验", "倾向性问题", "工作建议")) {
            data.put(part, "");
        }
        return worded(
                lineOf(PaperDraft.of(PaperKind.REPORT), person).data(data.toString()),
                Map.of("期间", Dates.period(from, to)));
    }

    @Override
    public PaperDraft composeInstructions(Actor actor, String leader, LocalDate from, LocalDate to) {
        Person person = composing(actor, PaperKind.INSTRUCTION_STATUS, from, to);
        Person of = parts.directory().requirePerson(leader);
        List<String> types =
                parts.office().wording(PaperKind.INSTRUCTION_STATUS).formTypes();
        LedgerQuery.Builder query = LedgerQuery.where()
                .leader(leader)
                .received(from, to)
                .asOf(parts.clock().instant());
        List<LedgerRow> rows =
                rows(actor, (types.isEmpty() ? query : query.formType(types.toArray(String[]::new))).build());
        if (rows.size() > MOST_MATTERS) {
            throw new DubanException(
                    Problem.invalid("from", rows.size() + " 件", "不超过 " + MOST_MATTERS + " 件，请缩短期间", "批示太多"));
        }
        ObjectNode data = Figures.summarised(rows);
        String period = Dates.period(from, to);
        data.put("期间", period);
        List<MatterId> ids = rows.stream()
                .sorted(Comparator.comparing(LedgerRow::receivedOn).thenComparing(LedgerRow::number))
                .map(LedgerRow::id)
                .toList();
        return worded(
                lineOf(PaperDraft.of(PaperKind.INSTRUCTION_STATUS), person)
                        .matters(ids)
                        .leader(leader)
                        .data(data.toString()),
                Map.of("领导", of.name(), "期间", period));
    }

    private Person composing(Actor actor, PaperKind kind, LocalDate from, LocalDate to) {
        Person person = parts.directory().requirePerson(actor.person());
        require(person, Right.DRAFT_PAPERS, lineOf(PaperDraft.of(kind), person), State.DRAFT);
        new Checks()
                .that(!to.isBefore(from), Problem.invalid("to", to, "不早于 " + from, "期间的末日早于首日"))
                .done();
        return person;
    }

    /** Whoever works for the party line alone writes for it. */
    private static PaperDraft lineOf(PaperDraft draft, Person person) {
        return person.lines().isEmpty() || person.lines().contains(draft.line())
                ? draft
                : draft.line(person.lines().iterator().next());
    }

    private List<LedgerRow> rows(Actor actor, LedgerQuery query) {
        List<LedgerRow> rows = new ArrayList<>();
        String next = null;
        do {
            Page page = parts.ledger().list(actor, query, next, Ledger.MAX_PAGE);
            rows.addAll(page.rows());
            next = page.next();
        } while (next != null);
        return rows;
    }

    private String formTypeName(String id) {
        return parts.formTypes().find(id).map(FormType::nameZh).orElse(id);
    }

    private String unitName(LedgerRow row) {
        String unit = row.leadUnit();
        return unit == null
                ? Figures.NO_UNIT
                : parts.directory().unit(unit).map(Unit::shortName).orElse(unit);
    }

    // ---- from draft to withdrawal

    @Override
    public Paper draft(Actor actor, PaperDraft draft) {
        Person person = parts.directory().requirePerson(actor.person());
        check(actor, draft);
        require(person, Right.DRAFT_PAPERS, draft, State.DRAFT);
        String id = newId();
        return book.change(actor.person(), parts.clock().instant(), id, before -> {
                    if (before.isPresent()) {
                        throw new IllegalStateException("an id of 40 random bits came twice: " + id);
                    }
                    return List.of(new PaperDrafted(draft));
                })
                .state();
    }

    @Override
    public Paper revise(Actor actor, String id, long version, PaperDraft draft) {
        Person person = parts.directory().requirePerson(actor.person());
        require(person, Right.DRAFT_PAPERS, visible(person, id).draft(), State.DRAFT);
        check(actor, draft);
        require(person, Right.DRAFT_PAPERS, draft, State.DRAFT);
        return change(actor, id, paper -> {
            at(paper, version);
            if (paper.state() != State.DRAFT && paper.state() != State.SIGNED) {
                throw notNow(paper, "草稿或已签发、未编号的公文才能修改");
            }
            if (paper.draft().kind() != draft.kind()) {
                throw new DubanException(Problem.invalid(
                        "kind", draft.kind(), paper.draft().kind().toString(), "修改时不能换文种"));
            }
            return paper.draft().equals(draft) ? List.of() : List.of(new PaperRevised(draft));
        });
    }

    @Override
    public Paper sign(Actor actor, String id, long version, String opinion) {
        Person person = parts.directory().requirePerson(actor.person());
        require(person, Right.SIGN_PAPERS, visible(person, id).draft(), State.DRAFT);
        new Checks()
                .that(
                        opinion.length() <= LONGEST_NOTE,
                        Problem.invalid("opinion", opinion.length() + " 个字符", "不超过 " + LONGEST_NOTE + " 个字符", "内容太长"))
                .done();
        return change(actor, id, paper -> {
            at(paper, version);
            if (paper.state() != State.DRAFT) {
                throw notNow(paper, "草稿才能签发");
            }
            if (paper.drafters().contains(actor.person())) {
                throw new DubanException(Problem.of(
                        ErrorCode.ACCESS_DENIED,
                        "actor",
                        actor.person(),
                        "没有起草、修改过这份公文的人",
                        "起草和签发要由不同的人办理",
                        "Nobody signs what they wrote"));
            }
            return List.of(new PaperSigned(opinion));
        });
    }

    @Override
    public Paper issue(Actor actor, String id) {
        Person person = parts.directory().requirePerson(actor.person());
        Paper paper = visible(person, id);
        require(person, Right.ISSUE_PAPERS, paper.draft(), State.DRAFT);
        if (paper.state() == State.SIGNED) {
            // Whatever is wrong shows before a number is taken.
            LocalDate today = today();
            var series = parts.numbering().series(paper.draft().kind(), today);
            String next = series.format(parts.journal().lastNumber(series.id(), series.year()) + 1);
            files(paper, next, today, formats(), true);
            paper = change(actor, id, signed -> switch (signed.state()) {
                case SIGNED -> List.of(new PaperNumbered(series, "", today));
                case NUMBERED, ISSUED -> List.of();
                case DRAFT, WITHDRAWN -> throw notNow(signed, "先签发再印发");
            });
        }
        return publish(actor, paper, formats());
    }

    /** Makes and stores the files of a numbered paper. */
    private Paper publish(Actor actor, Paper paper, List<String> formats) {
        if (paper.state() == State.ISSUED) {
            return paper;
        }
        if (paper.state() != State.NUMBERED) {
            throw notNow(paper, "先签发再印发");
        }
        LocalDate on = paper.issuedOn() == null ? today() : paper.issuedOn();
        List<Attachment> stored = new ArrayList<>();
        for (Rendition file : files(paper, paper.number(), on, formats, true)) {
            stored.add(parts.attachments().store(actor, file.fileName(), new ByteArrayInputStream(file.content())));
        }
        return change(actor, paper.id(), numbered -> switch (numbered.state()) {
            case NUMBERED -> List.of(new PaperPublished(stored));
            // Somebody else was faster; their files are the paper.
            case ISSUED -> List.of();
            case DRAFT, SIGNED, WITHDRAWN -> throw notNow(numbered, "先签发再印发");
        });
    }

    @Override
    public Paper withdraw(Actor actor, String id, String reason) {
        Person person = parts.directory().requirePerson(actor.person());
        require(person, Right.WITHDRAW_PAPERS, visible(person, id).draft(), State.DRAFT);
        new Checks().text("reason", reason, LONGEST_NOTE).done();
        return change(actor, id, paper -> {
            if (paper.state() == State.WITHDRAWN) {
                throw notNow(paper, "公文已经撤回");
            }
            return List.of(new PaperWithdrawn(reason));
        });
    }

    @Override
    public Paper adopt(Actor actor, MatterId matter, long version) {
        Person person = parts.directory().requirePerson(actor.person());
        parts.matters().get(actor, matter);
        PaperAdopted adopted = adopted(matter, version);
        require(person, Right.ISSUE_PAPERS, adopted.draft(), State.DRAFT);
        return adopt(actor, adopted);
    }

    private PaperAdopted adopted(MatterId matter, long version) {
        List<Recorded> history = parts.journal().read(matter.stream());
        Recorded recorded = history.stream()
                .filter(r -> r.version() == version)
                .findFirst()
                .filter(r -> r.event() instanceof PaperIssued)
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PART_NOT_FOUND,
                        "version",
                        version,
                        "发文事件的版本",
                        "事项在这里没有发文",
                        "No paper was issued there")));
        PaperIssued issued = (PaperIssued) recorded.event();
        Matter then = parts.matters().replay(history.subList(0, (int) version));
        // A decided circular (通报) is called like its matter until it is a paper.
        String title = issued.title().equals(then.subject().title())
                ? TextTemplate.fill(
                        parts.office().wording(issued.kind()).title(), tree.matters(List.of(matter), recorded.at()))
                : issued.title();
        PaperDraft draft = PaperDraft.of(issued.kind())
                .line(then.subject().line())
                .title(title)
                .text(issued.text())
                .matters(List.of(matter))
                .addressees(issued.units())
                .leader(then.subject().leader());
        LocalDate on = recorded.at().atZone(parts.zone()).toLocalDate();
        return new PaperAdopted(matter, version, issued.number(), recorded.actor(), on, draft);
    }

    /** What the site can make is made: without a Chinese font that is the Word file. */
    private Paper adopt(Actor actor, PaperAdopted adopted) {
        String id = adoptedId(adopted.matter(), adopted.version());
        Paper paper = book.change(
                        actor.person(),
                        parts.clock().instant(),
                        id,
                        before -> before.isPresent() ? List.of() : List.of(adopted))
                .state();
        return publish(actor, paper, press.canSet() ? formats() : List.of(Press.DOCX));
    }

    private static String adoptedId(MatterId matter, long version) {
        return matter + "-" + version;
    }

    /**
     * The papers issued about a matter, those it issued itself among them; their files are made if they weren't yet, by whom they were
     * issued.
     */
    List<Paper> about(MatterId matter) {
        for (Recorded recorded : parts.journal().read(matter.stream())) {
            if (recorded.event() instanceof PaperIssued
                    && book.find(adoptedId(matter, recorded.version()))
                            .filter(entry -> entry.state().state() != State.NUMBERED)
                            .isEmpty()) {
                adopt(Actor.of(recorded.actor()), adopted(matter, recorded.version()));
            }
        }
        return book.all().stream()
                .map(Entry::state)
                .filter(paper ->
                        !paper.files().isEmpty() && paper.draft().matters().contains(matter))
                .sorted(Comparator.comparing(Paper::id))
                .toList();
    }

    InputStream open(Attachment file) {
        return parts.attachments().open(file);
    }

    String office(Paper paper) {
        return parts.office().letterhead(paper.draft().line()).office();
    }

    // ---- files

    private List<String> formats() {
        List<String> formats = new ArrayList<>(List.of(Press.DOCX, Press.PDF));
        parts.renderers().get().stream()
                .map(PaperRenderer::format)
                .sorted()
                .distinct()
                .forEach(formats::add);
        return formats;
    }

    private String mediaType(String format) {
        return switch (format) {
            case Press.DOCX -> Press.DOCX_TYPE;
            case Press.PDF -> Press.PDF_TYPE;
            default -> Press.renderer(format, parts.renderers().get()).mediaType();
        };
    }

    private Circumstances circumstances(Paper paper, String number, LocalDate on) {
        Instant at = parts.clock().instant();
        if (paper.issuedBy() != null) {
            at = on.plusDays(1).atStartOfDay(parts.zone()).toInstant().minusMillis(1);
        }
        return new Circumstances(
                number,
                paper.drafters().stream().sorted().findFirst().orElse(null),
                paper.signer(),
                paper.writtenOn(),
                on,
                at);
    }

    /** @param whole whether a character without a font keeps it from being made */
    private List<Rendition> files(Paper paper, String number, LocalDate on, List<String> formats, boolean whole) {
        Map<String, Object> names = treeOf(paper, number, on);
        List<Templates.Found> all = new ArrayList<>();
        all.add(templates.of(paper.draft().kind(), formType(paper.draft())));
        Optional<Templates.Found> summary = templates.summary(paper.draft().kind());
        summary.ifPresent(all::add);
        boolean set = !formats.equals(List.of(Press.DOCX));
        List<Rendition> files = new ArrayList<>();
        for (Templates.Found template : all) {
            Made made = press.make(template.template(), names, paper.draft().title(), number, set);
            boolean one = summary.isPresent() && template == summary.get();
            if (whole) {
                Press.requireWhole(made);
            }
            if (one && made.pages() > 1) {
                throw new DubanException(Problem.of(
                        ErrorCode.PAPER_NOT_MADE,
                        template.origin(),
                        made.pages() + " 页",
                        "1 页：缩短各部分的标题，或改模板",
                        "摘要超过一页",
                        "The summary is longer than its page"));
            }
            for (String format : formats) {
                files.add(new Rendition(
                        fileName(paper.draft().title(), number, one ? "（摘要）" : "", format),
                        mediaType(format),
                        press.write(made, format, parts.renderers().get()),
                        made.pages(),
                        Press.remarks(made)));
            }
        }
        return files;
    }

    private Map<String, Object> treeOf(Paper paper, String number, LocalDate on) {
        if (paper.issuedBy() == null) {
            return tree.of(paper.draft(), circumstances(paper, number, on));
        }
        // As the matter was when it issued the paper, however late its files are made.
        PaperTree then = new PaperTree(
                parts.directory(),
                new MatterTree(parts.directory(), parts.formTypes(), parts.matters(), parts.zone()),
                parts.office(),
                id -> parts.journal().read(id.stream()).subList(0, versionOf(paper)));
        return then.of(paper.draft(), circumstances(paper, number, on));
    }

    private static int versionOf(Paper adopted) {
        return Integer.parseInt(adopted.id().substring(adopted.id().lastIndexOf('-') + 1));
    }

    /** The form type of all its matters; null when they are of several, or it has none. */
    private @Nullable String formType(PaperDraft draft) {
        Set<String> types = new HashSet<>();
        draft.matters()
                .forEach(id -> types.add(parts.matters()
                        .replay(parts.journal().read(id.stream()))
                        .subject()
                        .formType()));
        return types.size() == 1 ? types.iterator().next() : null;
    }

    private static String fileName(String title, String number, String what, String format) {
        String name = (number + " " + title + what)
                .replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_")
                .strip();
        return (name.length() > 120 ? name.substring(0, 120) : name) + "." + format;
    }

    // ---- reading

    @Override
    public Paper get(Actor actor, String id) {
        return visible(parts.directory().requirePerson(actor.person()), id);
    }

    @Override
    public List<Paper> list(Actor actor) {
        Person person = parts.directory().requirePerson(actor.person());
        List<Paper> all = new ArrayList<>();
        for (Entry<Paper> entry : book.all()) {
            if (sees(person, entry.state())) {
                all.add(0, entry.state());
            }
        }
        return all;
    }

    @Override
    public List<Recorded> history(Actor actor, String id) {
        visible(parts.directory().requirePerson(actor.person()), id);
        return parts.journal().read(new StreamId(PaperEvent.STREAM, id));
    }

    @Override
    public Rendition preview(Actor actor, String id, String format) {
        Paper paper = get(actor, id);
        mediaType(format);
        LocalDate on = paper.issuedOn() == null ? today() : paper.issuedOn();
        String number = paper.number();
        if (number.isEmpty()) {
            number = parts.numbering()
                    .series(paper.draft().kind(), on)
                    .pattern()
                    .replace("{year}", Integer.toString(on.getYear()))
                    .replace("{n}", PaperTree.NO_NUMBER);
        }
        Made made = press.make(
                templates.of(paper.draft().kind(), formType(paper.draft())).template(),
                treeOf(paper, number, on),
                paper.draft().title(),
                number,
                !format.equals(Press.DOCX));
        if (made.set() != null && made.set().faces().isEmpty()) {
            Press.requireWhole(made);
        }
        return new Rendition(
                fileName(paper.draft().title(), number, "", format),
                mediaType(format),
                press.write(made, format, parts.renderers().get()),
                made.pages(),
                Press.remarks(made));
    }

    @Override
    public InputStream open(Actor actor, String id, int index) {
        Paper paper = get(actor, id);
        if (index < 0 || index >= paper.files().size()) {
            throw new DubanException(Problem.of(
                    ErrorCode.PART_NOT_FOUND,
                    "index",
                    index,
                    paper.files().isEmpty()
                            ? "公文还没有印发"
                            : "0 至 " + (paper.files().size() - 1),
                    "没有这个文件",
                    "There is no such file"));
        }
        return open(paper.files().get(index));
    }

    @Override
    public List<Problem> checkTemplate(PaperKind kind, byte[] docx) {
        return Templates.check(kind, docx);
    }

    @Override
    public List<String> placeholders(PaperKind kind) {
        return Vocabularies.of(kind).describe();
    }

    // ---- checks

    private void check(Actor actor, PaperDraft draft) {
        new Checks()
                .text("title", draft.title(), LONGEST_TITLE)
                .that(
                        draft.title().chars().noneMatch(Character::isISOControl),
                        Problem.invalid("title", draft.title(), "一行文字", "标题有换行或控制字符"))
                .that(
                        draft.text().length() <= LONGEST_TEXT,
                        Problem.invalid("text", draft.text().length() + " 个字符", "不超过 " + LONGEST_TEXT + " 个字符", "内容太长"))
                .that(
                        draft.note().length() <= LONGEST_NOTE,
                        Problem.invalid("note", draft.note().length() + " 个字符", "不超过 " + LONGEST_NOTE + " 个字符", "内容太长"))
                .that(
                        draft.matters().size() <= MOST_MATTERS,
                        Problem.invalid("matters", draft.matters().size(), "不超过 " + MOST_MATTERS + " 件", "事项太多"))
                .all(names("addressees", draft.addressees()))
                .all(names("copies", draft.copies()))
                .all(DataTree.read(draft.kind(), draft.data()).problems())
                .done();
        draft.matters().forEach(id -> parts.matters().get(actor, id));
        if (draft.leader() != null) {
            parts.directory().requirePerson(draft.leader());
        }
    }

    private static List<Problem> names(String field, List<String> names) {
        List<Problem> problems = new ArrayList<>();
        if (names.size() > MOST_NAMES) {
            problems.add(Problem.invalid(field, names.size(), "不超过 " + MOST_NAMES + " 个", "机关太多"));
        }
        for (String name : names) {
            if (name.isBlank() || name.length() > LONGEST_TITLE || name.chars().anyMatch(Character::isISOControl)) {
                problems.add(Problem.invalid(field, name, "单位的编号或名称", "机关名称不能用"));
            }
        }
        return problems;
    }

    /** Pure: what follows from a paper that is there. */
    @FunctionalInterface
    private interface Next {
        List<? extends PaperEvent> of(Paper paper);
    }

    private Paper change(Actor actor, String id, Next next) {
        return book.change(
                        actor.person(),
                        parts.clock().instant(),
                        id,
                        before -> next.of(before.map(Entry::state).orElseThrow(() -> notFound(id))))
                .state();
    }

    private static void at(Paper paper, long version) {
        if (paper.version() != version) {
            throw new DubanException(Problem.of(
                    ErrorCode.VERSION_CONFLICT,
                    "version",
                    version,
                    Long.toString(paper.version()),
                    "公文已被别人改动，请重新打开",
                    "The paper has moved on"));
        }
    }

    private static DubanException notNow(Paper paper, String expected) {
        return new DubanException(Problem.of(
                ErrorCode.NOT_NOW,
                "state",
                paper.state().zh(),
                expected,
                "公文现在的状态不能这样办理",
                "Not possible in this state"));
    }

    private Paper visible(Person person, String id) {
        return book.find(id)
                .map(Entry::state)
                .filter(paper -> sees(person, paper))
                .orElseThrow(() -> notFound(id));
    }

    private static DubanException notFound(String id) {
        return new DubanException(
                Problem.of(ErrorCode.PAPER_NOT_FOUND, "id", id, "", "没有这份公文", "There is no such paper"));
    }

    private boolean sees(Person person, Paper paper) {
        return parts.access().visibility(person, Right.READ_PAPERS).admits(attributes(paper.draft(), paper.state()));
    }

    private void require(Person person, Right right, PaperDraft draft, State state) {
        parts.access().require(person, right, attributes(draft, state));
    }

    /** The units it goes to see it when it has gone out. */
    private static Map<Attribute, Set<String>> attributes(PaperDraft draft, State state) {
        Map<Attribute, Set<String>> attributes = new EnumMap<>(Attribute.class);
        attributes.put(Attribute.LINE, Set.of(draft.line().name()));
        if (draft.leader() != null) {
            attributes.put(Attribute.LEADER, Set.of(draft.leader()));
        }
        if (state == State.ISSUED || state == State.WITHDRAWN) {
            Set<String> units = new HashSet<>(draft.addressees());
            units.addAll(draft.copies());
            attributes.put(Attribute.OBLIGED_UNIT, units);
        }
        return attributes;
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    /** Every paper, for the health report. */
    Collection<Paper> all() {
        return book.all().stream().map(Entry::state).toList();
    }
}
