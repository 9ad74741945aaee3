package org.duban.evaluation.internal.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSet.Combination;
import org.duban.api.evaluation.RuleSet.Each;
import org.duban.api.evaluation.RuleSet.Grade;
import org.duban.api.evaluation.RuleSet.LevelWeight;
import org.duban.api.evaluation.RuleSet.Load;
import org.duban.api.evaluation.RuleSet.Rounding;
import org.duban.api.evaluation.RuleSet.Rounds;
import org.duban.api.evaluation.RuleSet.Rule;
import org.duban.api.evaluation.RuleSet.Scoring;
import org.duban.api.evaluation.RuleSet.Tally;
import org.duban.api.evaluation.RuleSet.Timeliness;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.form.Ladder;
import org.duban.api.matter.PaperKind;

/** Reads a rule set strictly: whatever is unknown, missing, out of range or contradicts itself is said with its place. */
public final class RuleSetReader {

    /** 1 MB of characters. */
    private static final int MAX_CHARS = 1 << 20;

    private static final int MAX_DEPTH = 20;
    private static final int MAX_RULES = 500;
    private static final int MANY = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What {@link org.duban.api.evaluation.Fact#detail} of these facts can be. */
    private static final Map<FactKind, List<String>> DETAILS = new EnumMap<>(Map.of(
            FactKind.PAPER, Arrays.stream(PaperKind.values()).map(Enum::name).toList(),
            FactKind.ESCALATED,
                    Arrays.stream(Ladder.Action.values())
                            .filter(action -> action != Ladder.Action.REMIND)
                            .map(Enum::name)
                            .toList()));

    private final List<Problem> mistakes = new ArrayList<>();

    private RuleSetReader() {}

    /**
     * Reads a rule set.
     *
     * @throws DubanException {@code RULE_SET_INVALID} with every mistake
     */
    public static RuleSet read(String json) {
        JsonNode root = parse(json);
        RuleSetReader reader = new RuleSetReader();
        RuleSet rules = reader.rules(new Node(root, "", reader.mistakes), json);
        if (!reader.mistakes.isEmpty()) {
            throw new DubanException(reader.mistakes, null);
        }
        return rules;
    }

    /** The rule set that comes with Duban. */
    public static RuleSet shipped() {
        try (InputStream in = RuleSetReader.class.getResourceAsStream("district.json")) {
            if (in == null) {
                throw new IllegalStateException("district.json is missing in this bundle");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        if (json.length() > MAX_CHARS) {
            throw refusal("", json.length() + " 字符", "不超过 " + MAX_CHARS + " 字符", "文件太长", "The text is too long");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            try {
                JsonNode root = JSON.readTree(parser);
                if (root == null || !root.isObject()) {
                    throw refusal("", "", "一个 JSON 对象：{…}", "不是 JSON 对象", "Not a JSON object");
                }
                if (parser.nextToken() != null) {
                    throw refusal("", "", "只有一个 JSON 对象", "JSON 对象之后还有内容：" + place(parser), "Text after the object");
                }
                return root;
            } catch (MismatchedInputException e) {
                throw refusal(
                        parser.getParsingContext().pathAsPointer().toString(),
                        "",
                        "每个字段只写一次",
                        "字段重复：" + place(parser),
                        "The field is there twice");
            } catch (JsonProcessingException e) {
                throw refusal(
                        parser.getParsingContext().pathAsPointer().toString(),
                        "",
                        "RFC 8259 规定的 JSON",
                        "不是有效的 JSON：" + place(parser),
                        "Not JSON: " + e.getOriginalMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static String place(JsonParser parser) {
        JsonLocation location = parser.currentLocation();
        return "第 " + location.getLineNr() + " 行第 " + location.getColumnNr() + " 列";
    }

    private static DubanException refusal(String pointer, String value, String expected, String zh, String en) {
        return new DubanException(Problem.of(ErrorCode.RULE_SET_INVALID, pointer, value, expected, zh, en));
    }

    private RuleSet rules(Node root, String json) {
        root.only("id", "version", "name", "from", "formTypes", "matter", "result", "bonuses", "deductions");
        String id = root.id("id");
        int version = root.integer("version", 1, MANY, null);
        String name = root.text("name", true);
        LocalDate from = date(root, "from");
        Set<String> formTypes = new LinkedHashSet<>(root.texts("formTypes"));
        Scoring scoring = scoring(root.object("matter", true));
        Tally tally = tally(root.object("result", true));
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        root.objects("bonuses", true, node -> rules.add(rule(node, true, ids)));
        root.objects("deductions", true, node -> rules.add(rule(node, false, ids)));
        if (rules.size() > MAX_RULES) {
            root.mistake("", "不超过 " + MAX_RULES + " 条", "规则太多", "Too many rules");
        }
        return new RuleSet(id, version, name, from, formTypes, scoring, tally, rules, json);
    }

    private static LocalDate date(Node node, String name) {
        String text = node.text(name, true);
        try {
            return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
        } catch (DateTimeException e) {
            node.mistake(name, "日期，如 2026-01-01", "不是日期", "Not a date");
            return LocalDate.EPOCH;
        }
    }

    private static Rounding rounding(Node of) {
        Node node = of.object("rounding", false);
        node.only("places", "mode");
        RoundingMode mode = node.choice("mode", RoundingMode.class, RoundingMode.HALF_UP);
        if (mode == RoundingMode.UNNECESSARY) {
            node.mistake("mode", "HALF_UP（四舍五入）等", "必须说明如何取舍", "A way to round is needed");
        }
        return new Rounding(node.integer("places", 0, RuleSet.PLACES, 2), mode);
    }

    private static Scoring scoring(Node node) {
        node.only("weights", "levels", "combine", "timeliness", "assisting", "rounding");
        Node weights = node.object("weights", true).only("timeliness", "quality");
        BigDecimal timely = weights.decimal("timeliness", "0", "1", null);
        BigDecimal quality = weights.decimal("quality", "0", "1", null);
        if (weights.has("timeliness")
                && weights.has("quality")
                && timely.add(quality).compareTo(BigDecimal.ONE) != 0) {
            weights.mistake("", "合计为 1，如 0.3 和 0.7", "时效和质量的权重合计不是 1", "The weights don't add up to 1");
        }
        List<LevelWeight> levels = new ArrayList<>();
        node.objects("levels", true, level -> {
            level.only("level", "weight", "required");
            LevelWeight read = new LevelWeight(
                    level.choice("level", Level.class, null),
                    level.decimal("weight", "0.0001", "1000", null),
                    level.flag("required", false));
            if (!levels.isEmpty() && levels.get(levels.size() - 1).level().compareTo(read.level()) >= 0) {
                level.mistake("level", "督查室、分管领导、主要领导，由下而上，各一次", "评价层级顺序不对", "Levels must ascend");
            }
            levels.add(read);
        });
        if (node.has("levels")) {
            if (levels.isEmpty() || levels.get(0).level() != Level.OFFICE) {
                node.mistake("levels", "从 OFFICE 开始", "督查室必须先评价", "The office must be the first level");
            } else if (!levels.get(0).required()) {
                node.mistake("levels", "OFFICE 的 required 为 true", "督查室的评价必不可少", "The office's level must be required");
            }
        }
        return new Scoring(
                timely,
                quality,
                levels,
                node.choice("combine", Combination.class, Combination.WEIGHTED_MEAN),
                timeliness(node.object("timeliness", true)),
                node.decimal("assisting", "0.01", "1", "1"),
                rounding(node));
    }

    private static Timeliness timeliness(Node node) {
        node.only("full", "floor", "perDayLate", "perReturn", "perExtension", "freeExtensions", "rounds");
        BigDecimal full = node.decimal("full", "0", "100", "100");
        BigDecimal floor = node.decimal("floor", "0", "100", "0");
        if (floor.compareTo(full) > 0) {
            node.mistake("floor", "不大于 full", "最低分高于满分", "The floor is above the full score");
        }
        return new Timeliness(
                full,
                floor,
                node.decimal("perDayLate", "0", "100", null),
                node.decimal("perReturn", "0", "100", "0"),
                node.decimal("perExtension", "0", "100", "0"),
                node.integer("freeExtensions", 0, 1000, 0),
                node.choice("rounds", Rounds.class, Rounds.WORST));
    }

    private Tally tally(Node node) {
        node.only("base", "work", "load", "grades", "objectionDays", "yearlyWeight", "rounding");
        List<Grade> grades = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int count = node.value("grades").size();
        node.objects("grades", true, grade -> {
            grade.only("name", "least", "advice", "years", "again");
            boolean last = grades.size() == count - 1;
            if (last && grade.has("least")) {
                grade.mistake("least", "最后一档不写 least", "最后一档没有下限，否则有的得分没有等次", "The last grade has no limit");
            }
            BigDecimal least = last ? BigDecimal.ZERO : grade.decimal("least", "-100000", "100000", null);
            if (!last
                    && !grades.isEmpty()
                    && grades.get(grades.size() - 1).least().compareTo(least) <= 0) {
                grade.mistake("least", "小于上一档的下限", "等次要由高到低排列", "Grades must descend");
            }
            String name = grade.text("name", true);
            if (!name.isEmpty() && !names.add(name)) {
                grade.mistake("name", "各不相同的名称", "等次重复", "The same grade twice");
            }
            int years = grade.integer("years", 2, 100, 0);
            String again = grade.text("again", years > 0);
            if (years == 0 && !again.isEmpty()) {
                grade.mistake("again", "同时写 years，如 2", "没有说明连续几年", "It isn't said how many years");
            }
            grades.add(new Grade(name, least, grade.text("advice", false), years, again));
        });
        if (node.has("grades") && grades.size() < 2) {
            node.mistake("grades", "由高到低，至少两档", "等次太少", "Too few grades");
        }
        return new Tally(
                node.decimal("base", "-100000", "100000", null),
                node.decimal("work", "0", "100", null),
                load(node.object("load", false)),
                grades,
                node.integer("objectionDays", 1, 365, null),
                node.decimal("yearlyWeight", "0", "100", null),
                rounding(node));
    }

    private static Load load(Node node) {
        node.only("prior", "pointsPer", "classes", "fewest");
        List<Integer> classes = new ArrayList<>();
        JsonNode list = node.value("classes");
        if (!list.isMissingNode() && !list.isArray()) {
            node.mistake("classes", "列表，如 [20, 100]", "类型不对", "Of the wrong kind");
        }
        for (JsonNode limit : list) {
            if (!limit.canConvertToExactIntegral()
                    || !limit.canConvertToInt()
                    || limit.asInt() < 1
                    || (!classes.isEmpty() && classes.get(classes.size() - 1) >= limit.asInt())) {
                node.mistake("classes", "由小到大的件数，如 [20, 100]", "件数分档不对", "Classes must ascend");
                break;
            }
            classes.add(limit.asInt());
        }
        return new Load(
                node.decimal("prior", "0", "1000000", "0"),
                node.integer("pointsPer", 0, MANY, 0),
                classes,
                node.integer("fewest", 1, MANY, 1));
    }

    private Rule rule(Node node, boolean bonus, Set<String> ids) {
        node.only(
                "id",
                "name",
                "when",
                "from",
                "to",
                "details",
                "formTypes",
                "points",
                "each",
                "mostPerMatter",
                "most",
                "for");
        String id = node.id("id");
        if (!id.isEmpty() && !ids.add(id)) {
            node.mistake("id", "各不相同的编号", "编号重复", "The same id twice");
        }
        FactKind when = node.choice("when", FactKind.class, null);
        int least = when == FactKind.SCORED ? 0 : 1;
        int from = node.integer("from", least, MANY, least);
        int to = node.integer("to", least, MANY, MANY);
        if (to < from) {
            node.mistake("to", "不小于 from", "范围颠倒", "The range is reversed");
        }
        List<String> known = DETAILS.getOrDefault(when, List.of());
        List<String> details = node.texts("details");
        for (String detail : details) {
            if (!known.contains(detail)) {
                node.mistake(
                        "details",
                        known.isEmpty()
                                ? "不写：只有 "
                                        + DETAILS.keySet().stream()
                                                .map(Enum::name)
                                                .collect(Collectors.joining("、")) + " 有"
                                : "以下之一：" + String.join("、", known),
                        "没有「" + detail + "」这个值",
                        "No such detail: " + detail);
            }
        }
        Each each = node.choice("each", Each.class, Each.TIME);
        if (each == Each.DAY && !when.days()) {
            node.mistake("each", "TIME", when.zh() + "不按天计", "This is not counted in days");
        }
        BigDecimal points = node.decimal("points", "0.0001", "1000", null);
        return new Rule(
                id,
                node.text("name", true),
                when,
                from,
                to,
                new LinkedHashSet<>(details),
                new LinkedHashSet<>(node.texts("formTypes")),
                bonus ? points : points.negate(),
                each,
                node.has("mostPerMatter") ? node.decimal("mostPerMatter", "0.0001", "100000", null) : null,
                node.has("most") ? node.decimal("most", "0.0001", "100000", null) : null,
                node.choices("for", SubjectKind.class, Set.of(SubjectKind.UNIT, SubjectKind.LEADER)));
    }
}
