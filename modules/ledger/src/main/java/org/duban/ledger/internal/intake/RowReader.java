package org.duban.ledger.internal.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormType;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Assignment.UnitRole;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Source;
import org.duban.api.office.Line;
import org.duban.api.sheet.CellFault;
import org.duban.api.sheet.IntakePreview.Fate;
import org.duban.api.sheet.IntakePreview.Row;
import org.duban.ledger.internal.excel.Letters;
import org.duban.ledger.internal.intake.Grid.Cell;
import org.duban.ledger.internal.intake.Grid.Spread;
import org.duban.ledger.internal.intake.IntakeRules.As;
import org.duban.ledger.internal.intake.IntakeRules.Column;
import org.duban.ledger.internal.intake.IntakeRules.Kind;
import org.duban.ledger.internal.intake.UnitNames.Named;
import org.jspecify.annotations.Nullable;

/** Makes matters of a sheet's rows, or says what keeps it from doing so. Changes nothing. */
final class RowReader {

    private static final int MAX_TITLE = 200;
    private static final int MAX_LIST_NAME = 100;
    private static final int MAX_SECTION = 40;
    private static final int SHOWN = 100;

    private static final Pattern HEADING = Pattern.compile(
            "(?:[一二三四五六七八九十百]+[、.．\\s]|[(（][一二三四五六七八九十百]+[)）]|第[一二三四五六七八九十百\\d]+[章节类部项]).*", Pattern.DOTALL);
    private static final Pattern NUMBERING =
            Pattern.compile("^(?:[一二三四五六七八九十百]+[、.．\\s]+|[(（][一二三四五六七八九十百]+[)）]|第[一二三四五六七八九十百\\d]+[章节类部项][、:：\\s]*)");

    private final Setting setting;
    private final Spread sheet;
    private final Heads heads;
    private final Kind kind;
    private final FormType type;
    private final Dates dates;
    private final String title;
    private final Set<String> seen;

    /** What the row above had, for 同上. */
    private Map<Integer, Cell> above = Map.of();

    private String section = "";

    /**
     * A row and what it is known by.
     *
     * @param key the idempotency key; null when there is nothing to register
     */
    record Judged(Row row, @Nullable String key) {}

    /** @param seen keys of the rows before, of all sheets; those of these rows are added */
    RowReader(Setting setting, Spread sheet, Heads heads, Set<String> seen) {
        this.setting = setting;
        this.sheet = sheet;
        this.heads = heads;
        this.kind = heads.kind();
        this.type = setting.formTypes()
                .find(kind.formType())
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.FORM_TYPE_UNKNOWN,
                        IntakeRules.NAME + " " + kind.id(),
                        kind.formType(),
                        String.join(
                                "、",
                                setting.formTypes().all().stream()
                                        .map(FormType::id)
                                        .toList()),
                        "没有安装这类事项",
                        "No such form type is installed")));
        this.title = Stream.of(setting.options().source(), heads.title(), setting.listName())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        this.dates = new Dates(setting.rules().dates(), year(), sheet.grid().from1904());
        this.seen = seen;
    }

    private int year() {
        if (setting.options().year() > 0) {
            return setting.options().year();
        }
        Pattern year = Pattern.compile("(?<!\\d)(20\\d\\d)(?!\\d)");
        return Stream.of(heads.title(), sheet.grid().name(), setting.listName())
                .map(year::matcher)
                .filter(Matcher::find)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst()
                .orElse(0);
    }

    List<Judged> read() {
        List<Judged> rows = new ArrayList<>();
        TreeMap<Integer, Grid.Line> below = new TreeMap<>(sheet.grid().lines().tailMap(heads.last(), false));
        for (int number : below.keySet()) {
            rows.add(new One(number, sheet.row(number)).judge());
        }
        return rows;
    }

    /** Shortened for a message. */
    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    // ---- one row

    private final class One {
        private final int number;
        private final TreeMap<Integer, Cell> cells;
        private final List<CellFault> faults = new ArrayList<>();
        private final List<CellFault> remarks = new ArrayList<>();
        private final Map<String, Cell> values = new HashMap<>();

        One(int number, TreeMap<Integer, Cell> cells) {
            this.number = number;
            this.cells = cells;
        }

        Judged judge() {
            String no = noMatter();
            if (!no.isEmpty()) {
                remark(cells.firstKey(), "", no);
                return new Judged(row(Fate.NO_MATTER, null, List.of()), null);
            }
            heads.columns().keySet().forEach(this::take);
            Grid.Line line = sheet.grid().lines().get(number);
            if (line != null && line.hidden()) {
                remark(cells.firstKey(), "", "这一行在表中被隐藏或筛选掉了，仍按一行处理");
            }
            List<Assignment> assignments = assignments();
            Draft draft = draft(assignments);
            above = effective();
            if (!faults.isEmpty()) {
                return new Judged(row(Fate.FAULTY, draft, assignments), null);
            }
            String key = key();
            return new Judged(row(seen.add(key) ? Fate.REGISTER : Fate.REPEATED, draft, assignments), key);
        }

        private Row row(Fate fate, @Nullable Draft draft, List<Assignment> assignments) {
            return new Row(sheet.grid().name(), number, fate, draft, assignments, faults, remarks);
        }

        // ---- what is no matter

        /** Why the row is no matter; empty when it is one. */
        private String noMatter() {
            Cell first = cells.firstEntry().getValue();
            String text = first.text();
            if (heads.repeatedIn(cells)) {
                return "表头重复";
            }
            int titled = heads.column("title").orElse(-1);
            // What stands beside the list, as the remarks of an annotated copy, makes a heading no matter.
            TreeMap<Integer, Cell> used = new TreeMap<>(cells);
            used.keySet().retainAll(heads.columns().keySet());
            if (used.isEmpty()) {
                return "各列都是空的";
            }
            boolean alone = used.values().stream().map(Cell::text).distinct().count() == 1;
            String tight = Fold.tight(text);
            boolean note = setting.rules().notMatters().stream().anyMatch(word -> tight.startsWith(Fold.tight(word)));
            if (note && (alone || !cells.containsKey(titled) || tight.length() <= 4)) {
                return "合计、备注或落款，不登记";
            }
            if (alone
                    && (!cells.containsKey(titled)
                            || used.size() > 1
                            || HEADING.matcher(text).matches())) {
                section = Fold.trim(NUMBERING.matcher(text.replace('\n', ' ')).replaceFirst(""));
                section = section.length() > MAX_SECTION ? section.substring(0, MAX_SECTION) : section;
                return kind.section().isEmpty() ? "小标题" : "小标题，作为以下各行的" + fieldTitle(kind.section());
            }
            return "";
        }

        private String fieldTitle(String pointer) {
            return setting.formTypes().fields(type).stream()
                    .filter(field -> field.pointer().equals(pointer))
                    .map(field -> field.title())
                    .findFirst()
                    .orElse(pointer);
        }

        // ---- cells

        private void take(int column) {
            Cell cell = cells.get(column);
            Column is = Objects.requireNonNull(heads.columns().get(column));
            if (cell == null) {
                return;
            }
            if (cell.error()) {
                fault(column, cell.text(), "单元格是公式的错误值", "正确的内容");
                return;
            }
            if (cell.formula()) {
                if (cell.text().isEmpty()) {
                    fault(column, "", "公式没有保存计算结果，系统不运行公式", "公式的结果（在 Excel 中打开、保存一次，或粘贴为数值）");
                    return;
                }
                remark(column, cell.text(), "由公式算出，取文件保存时的值");
            }
            String tight = Fold.tight(cell.text());
            if (setting.rules().ditto().stream()
                    .anyMatch(word -> Fold.tight(word).equals(tight))) {
                Cell from = above.get(column);
                if (from == null) {
                    fault(column, cell.text(), "上一行这一列是空的", "具体内容");
                    return;
                }
                remark(column, cell.text(), "与上一行相同：" + shown(from.text()));
                cell = from;
            }
            values.put(is.to(), cell);
        }

        private Map<Integer, Cell> effective() {
            Map<Integer, Cell> effective = new HashMap<>();
            heads.columns().forEach((column, is) -> {
                Cell cell = values.get(is.to());
                if (cell != null) {
                    effective.put(column, cell);
                }
            });
            return effective;
        }

        private String text(String to) {
            Cell cell = values.get(to);
            return cell == null ? "" : cell.text();
        }

        private int column(String to) {
            return heads.column(to).orElseGet(cells::firstKey);
        }

        private void fault(int column, String value, String zh, String expected) {
            fault(column, Problem.invalid(field(column), shown(value), expected, zh));
        }

        private void fault(int column, Problem problem) {
            faults.add(new CellFault(sheet.grid().name(), Letters.cell(column, number), head(column), problem));
        }

        private void remark(int column, String value, String zh) {
            remarks.add(new CellFault(
                    sheet.grid().name(),
                    Letters.cell(column, number),
                    head(column),
                    Problem.of(ErrorCode.INVALID_FIELD, field(column), shown(value), "", zh, "To be looked at")));
        }

        private String field(int column) {
            Column is = heads.columns().get(column);
            return is == null ? "row" : is.to();
        }

        private String head(int column) {
            return heads.columns().containsKey(column) ? heads.head(column) : "";
        }

        // ---- the draft

        private @Nullable Draft draft(List<Assignment> assignments) {
            String title = Fold.trim(text("title").replaceAll("\\s*\\n\\s*", " "));
            String content = text("content");
            if (title.isEmpty()) {
                if (values.containsKey("title") || heads.column("title").isPresent() && !faulty("title")) {
                    fault(column("title"), Problem.missing("title", "任务内容（一句话说清要做什么）"));
                }
                return null;
            }
            if (title.length() > MAX_TITLE) {
                content = content.isBlank() ? text("title") : text("title") + "\n" + content;
                title = cut(title);
                remark(column("title"), text("title"), "超过 " + MAX_TITLE + " 字，标题取其开头，全文作为内容");
            }
            LocalDate received = received();
            Line line = line();
            Draft draft = Draft.of(kind.formType())
                    .title(title)
                    .content(content)
                    .line(line)
                    .gate(kind.gate())
                    .source(source())
                    .receivedOn(received)
                    .dueOn(due(received))
                    .area(area())
                    .secrecy(secrecy())
                    .form(form());
            if (!setting.may("Register", line)) {
                fault(
                        column("line"),
                        Problem.of(
                                ErrorCode.ACCESS_DENIED,
                                "line",
                                line == Line.PARTY ? "党委" : "政府",
                                "本人条线的事项，或由该条线的人导入",
                                "不能登记这条线的事项",
                                "Not allowed to register matters of this line"));
            }
            String leader = text("leader");
            if (leader.isEmpty()) {
                return draft;
            }
            String leadUnit = assignments.isEmpty() ? null : assignments.get(0).unit();
            return setting.personNamed(leader, leadUnit).map(draft::leader).orElseGet(() -> {
                remark(column("leader"), leader, "通讯录按姓名查不到唯一的人，未填领导，登记后补");
                return draft;
            });
        }

        private boolean faulty(String to) {
            return faults.stream().anyMatch(fault -> fault.problem().field().equals(to));
        }

        /** A title of a long task: to the end of its first sentence, or of its last clause that fits. */
        private static String cut(String text) {
            for (String ends : List.of("。；;", "，,、")) {
                for (int i = MAX_TITLE - 1; i >= 8; i--) {
                    if (ends.indexOf(text.charAt(i)) >= 0) {
                        return text.substring(0, i);
                    }
                }
            }
            int end = MAX_TITLE - 1;
            return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
        }

        private Source source() {
            String source = text("source");
            String number = text("sourceNumber");
            Dates.Read date = values.containsKey("sourceDate") ? date("sourceDate") : null;
            return new Source(
                    source.isEmpty() ? title : Fold.trim(source.replace('\n', ' ')),
                    number.isEmpty() ? null : number,
                    date == null ? null : date.day());
        }

        private @Nullable LocalDate received() {
            if (!values.containsKey("received")) {
                return setting.options().receivedOn();
            }
            LocalDate received = date("received").day();
            if (received != null && received.isAfter(setting.today())) {
                fault(column("received"), text("received"), "收文日期在将来", "不晚于今天（" + setting.today() + "）");
            }
            return received;
        }

        private @Nullable LocalDate due(@Nullable LocalDate received) {
            if (!values.containsKey("due")) {
                return null;
            }
            LocalDate due = date("due").day();
            LocalDate from = received == null ? setting.today() : received;
            if (due != null && due.isBefore(from)) {
                fault(
                        column("due"),
                        text("due"),
                        "完成时限早于收文日",
                        "不早于收文日（" + from + "）" + (received == null ? "；旧清单须有收文日期一列，或在导入选项中给出" : ""));
            }
            return due;
        }

        private Dates.Read date(String to) {
            Cell cell = Objects.requireNonNull(values.get(to));
            Dates.Read read = dates.read(cell);
            if (!read.fault().isEmpty()) {
                fault(column(to), cell.text(), read.fault(), Dates.EXPECTED);
            } else if (!read.remark().isEmpty()) {
                remark(column(to), cell.text(), read.remark());
            }
            return read;
        }

        private Line line() {
            Line usual = Objects.requireNonNullElse(setting.options().line(), kind.line());
            String text = text("line");
            if (text.isEmpty()) {
                return usual;
            }
            Line line = setting.rules().lines().get(Fold.trim(text));
            if (line == null) {
                fault(
                        column("line"),
                        text,
                        "没有这条线",
                        String.join(
                                "、",
                                setting.rules().lines().keySet().stream()
                                        .sorted()
                                        .toList()));
                return usual;
            }
            return line;
        }

        private @Nullable String area() {
            String text = text("area");
            if (text.isEmpty()) {
                return null;
            }
            String code = setting.areaNamed(text).orElse(null);
            if (code == null) {
                remark(column("area"), text, "通讯录中没有这个区域，未填区域");
            }
            return code;
        }

        private @Nullable String secrecy() {
            String text = text("secrecy");
            if (text.isEmpty() || setting.rules().unmarked().contains(text)) {
                return null;
            }
            if (!setting.cleared()) {
                fault(
                        column("secrecy"),
                        Problem.of(
                                ErrorCode.SECRECY_NOT_CLEARED,
                                "secrecy",
                                text,
                                "不标密级，或在符合保密要求的部署中登记",
                                "本系统未获准处理涉密事项（保守国家秘密法）",
                                "This deployment is not cleared for classified matters"));
            }
            return text;
        }

        // ---- the form

        private String form() {
            ObjectNode form = JsonNodeFactory.instance.objectNode();
            kind.form()
                    .forEach((pointer, value) -> form.put(
                            pointer.substring(1),
                            value.equals("{title}")
                                    ? title.length() > MAX_LIST_NAME ? title.substring(0, MAX_LIST_NAME) : title
                                    : value));
            if (!kind.section().isEmpty() && !section.isEmpty()) {
                form.put(kind.section().substring(1), section);
            }
            heads.columns().forEach((at, is) -> {
                Cell cell = is.form() ? values.get(is.to()) : null;
                if (cell != null) {
                    put(form, at, is, cell);
                }
            });
            String json = form.toString();
            for (Problem problem : setting.formTypes().check(type, json)) {
                fault(column(problem.field()), problem);
            }
            return json;
        }

        private void put(ObjectNode form, int at, Column is, Cell cell) {
            String name = is.to().substring(1);
            As as = Objects.requireNonNullElse(is.as(), As.TEXT);
            switch (as) {
                case TEXT -> {
                    String meaning = is.meanings().get(cell.text());
                    if (meaning != null) {
                        remark(at, cell.text(), "认作「" + meaning + "」");
                    }
                    form.put(name, meaning == null ? cell.text() : meaning);
                }
                case INTEGER -> {
                    String digits = Fold.tight(cell.text()).replaceFirst("[.、]0*$", "");
                    if (digits.matches("\\d{1,9}") && Integer.parseInt(digits) > 0) {
                        form.put(name, Integer.parseInt(digits));
                    } else {
                        remark(at, cell.text(), "不是整数，未填" + fieldTitle(is.to()));
                    }
                }
                case DATE, TIME -> {
                    Dates.Read read = date(is.to());
                    if (read.at() != null) {
                        form.put(
                                name,
                                as == As.DATE
                                        ? read.at().toLocalDate().toString()
                                        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                                read.at().atZone(setting.zone()).toOffsetDateTime()));
                    }
                }
            }
        }

        // ---- the units

        private List<Assignment> assignments() {
            int faultsBefore = faults.size();
            Set<String> order = new LinkedHashSet<>();
            Set<String> leads = new LinkedHashSet<>();
            String firstOfAll = null;
            for (String to : List.of("leadUnit", "units", "assistingUnits")) {
                for (Named named :
                        text(to).isEmpty() ? List.<Named>of() : setting.units().read(text(to))) {
                    String id = id(to, named);
                    if (id != null) {
                        order.add(id);
                        boolean assists = to.equals("assistingUnits") || named.said() == UnitRole.ASSIST;
                        if (!assists && (named.said() == UnitRole.LEAD || to.equals("leadUnit"))) {
                            leads.add(id);
                        }
                        if (!assists && firstOfAll == null) {
                            firstOfAll = id;
                        }
                    }
                }
            }
            // Where nobody is said to lead, the first does.
            String lead = leads.isEmpty() ? firstOfAll : leads.iterator().next();
            boolean unitsFaulty = faults.size() > faultsBefore;
            if (lead == null) {
                boolean missing = kind.lead() || !order.isEmpty();
                if (missing && !unitsFaulty) {
                    int at = heads.column("leadUnit")
                            .or(() -> heads.column("units"))
                            .orElseGet(cells::firstKey);
                    fault(at, Problem.missing("leadUnit", "一个牵头单位，通讯录中的全称或简称"));
                }
                return List.of();
            }
            if (leads.size() > 1) {
                remark(
                        heads.column("leadUnit").or(() -> heads.column("units")).orElseGet(cells::firstKey),
                        text("leadUnit").isEmpty() ? text("units") : text("leadUnit"),
                        "牵头单位不止一个，第一个牵头，其余列为协办");
            }
            List<Assignment> assignments = new ArrayList<>();
            assignments.add(Assignment.lead(lead));
            for (String id : order) {
                if (!id.equals(lead)) {
                    assignments.add(Assignment.assist(id));
                }
            }
            Line line = text("line").isEmpty()
                    ? Objects.requireNonNullElse(setting.options().line(), kind.line())
                    : setting.rules().lines().getOrDefault(Fold.trim(text("line")), kind.line());
            if (!setting.may("Propose", line)) {
                remark(column("leadUnit"), text("leadUnit"), "导入人不能拟办，只登记，不拟承办单位");
                return List.of();
            }
            return assignments;
        }

        /** The unit's id; null when it is none, which is said then. */
        private @Nullable String id(String to, Named named) {
            if (!named.fault().isEmpty()) {
                fault(
                        column(to),
                        Problem.of(
                                ErrorCode.UNIT_UNKNOWN,
                                to,
                                shown(named.name()),
                                named.expected(),
                                named.fault(),
                                "No such unit, or more than one"));
            } else if (named.general()) {
                remark(column(to), named.name(), "没有指明是哪个单位，未列入");
            }
            return named.unit() == null ? null : named.unit().id();
        }

        // ---- what it is known by

        /** From what the row says and the list it is in; not from its place, its number or the look of it. */
        private String key() {
            StringBuilder says = new StringBuilder(kind.id()).append('\n').append(Fold.tight(title));
            TreeMap<String, String> sorted = new TreeMap<>();
            heads.columns().values().stream()
                    .filter(Column::isIdentity)
                    .filter(is -> values.containsKey(is.to()))
                    .forEach(is -> sorted.put(is.to(), Fold.tight(text(is.to()))));
            sorted.forEach(
                    (to, text) -> says.append('\n').append(to).append('=').append(text));
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(says.toString().getBytes(StandardCharsets.UTF_8));
                return "intake/" + HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
