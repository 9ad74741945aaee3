package org.duban.cli;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.form.Cadence;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder;
import org.duban.api.matter.Stage;
import org.duban.api.office.Role;

/** A form type in words, for whoever wrote its definition. */
final class FormDescription {

    private static final Map<FormField.Kind, String> KINDS = new EnumMap<>(Map.ofEntries(
            Map.entry(FormField.Kind.TEXT, "文本"),
            Map.entry(FormField.Kind.RICH_TEXT, "富文本"),
            Map.entry(FormField.Kind.NUMBER, "数字"),
            Map.entry(FormField.Kind.MONEY, "金额"),
            Map.entry(FormField.Kind.DATE, "日期"),
            Map.entry(FormField.Kind.FLAG, "是否"),
            Map.entry(FormField.Kind.CHOICE, "单选"),
            Map.entry(FormField.Kind.CHOICES, "多选"),
            Map.entry(FormField.Kind.PERSON, "人员"),
            Map.entry(FormField.Kind.UNIT, "单位"),
            Map.entry(FormField.Kind.UNITS, "多个单位"),
            Map.entry(FormField.Kind.ATTACHMENT, "附件"),
            Map.entry(FormField.Kind.TABLE, "明细表"),
            Map.entry(FormField.Kind.GROUP, "一组字段")));

    private final FormType type;
    private final List<FormField> fields;

    FormDescription(FormType type, List<FormField> fields) {
        this.type = type;
        this.fields = fields;
    }

    /** All there is to say, line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  " + type.id() + " 第 " + type.version() + " 版，" + type.nameZh() + "（" + type.nameEn() + "）");
        section(lines, "字段", table());
        lines.add("  环节：" + stages());
        section(lines, "期限", deadlines());
        section(lines, "提醒", ladder());
        section(
                lines,
                "定期报告",
                type.cadences().stream().map(FormDescription::cadence).toList());
        section(
                lines,
                "限定由谁操作",
                type.roles().stream()
                        .map(rule -> rule.command() + "："
                                + rule.roles().stream().sorted().map(Role::zh).collect(Collectors.joining("、")))
                        .toList());
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> what) {
        lines.add("  " + title + "：" + (what.isEmpty() ? "无" : ""));
        what.forEach(line -> lines.add("    " + line));
    }

    private List<String> table() {
        if (fields.isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("位置", "名称", "类型", "必填"));
        for (FormField field : fields) {
            String kind = KINDS.get(field.kind()) + (field.unit().isEmpty() ? "" : "（" + field.unit() + "）");
            rows.add(List.of(field.pointer(), field.title(), kind, field.required() ? "是" : ""));
        }
        int[] widths = new int[3];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], width(row.get(i)))));
        return rows.stream()
                .map(row -> (pad(row.get(0), widths[0])
                                + pad(row.get(1), widths[1])
                                + pad(row.get(2), widths[2])
                                + row.get(3))
                        .stripTrailing())
                .toList();
    }

    /** Columns of a terminal: a Chinese character takes two. */
    private static int width(String text) {
        return text.codePoints()
                .map(c -> Character.isIdeographic(c) || c >= 0x3000 && c < 0x3040 || c >= 0xff00 && c < 0xff61 ? 2 : 1)
                .sum();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - width(text) + 2);
    }

    private String stages() {
        return Arrays.stream(Stage.values())
                .filter(stage -> !type.omitted().contains(stage))
                .map(Stage::zh)
                .collect(Collectors.joining(" → "));
    }

    private List<String> deadlines() {
        List<String> rules = new ArrayList<>();
        String from = type.deadline().from() == DeadlineRule.From.RECEIPT ? "收到" : "交办";
        for (DeadlineRule.Case one : type.deadline().cases()) {
            String days = one.days() + (one.unit() == DeadlineRule.Unit.WORKING_DAYS ? " 个工作日" : " 天");
            rules.add((one.field() == null
                            ? (rules.isEmpty() ? "" : "其余：")
                            : title(one.field()) + "为 " + one.equalTo() + "：")
                    + from + "后 " + days);
        }
        boolean always = type.deadline().cases().stream().anyMatch(one -> one.field() == null);
        if (!always) {
            rules.add(rules.isEmpty() ? "须指定日期" : "其余：须指定日期");
        }
        return rules;
    }

    private String title(String pointer) {
        return fields.stream()
                .filter(field -> field.pointer().equals(pointer))
                .findFirst()
                .map(field -> "「" + field.title() + "」")
                .orElse(pointer);
    }

    private List<String> ladder() {
        List<String> steps = new ArrayList<>();
        for (Ladder.Step step : type.ladder().steps()) {
            steps.add(when(step.workingDays()) + "：" + step.action().zh() + "，"
                    + step.to().stream().sorted().map(Ladder.Audience::zh).collect(Collectors.joining("、")));
        }
        int hours = type.ladder().urgeAfterHours();
        steps.add(hours == 0 ? "人工催办不限间隔" : "两次人工催办至少间隔 " + hours + " 个工作小时");
        return steps;
    }

    private static String when(int workingDays) {
        return workingDays < 0
                ? "到期前 " + -workingDays + " 个工作日"
                : workingDays == 0 ? "到期当日" : "逾期 " + workingDays + " 个工作日";
    }

    private static String cadence(Cadence cadence) {
        String day = cadence.day() == 31 ? "最后一日" : " " + cadence.day() + " 日";
        String due = switch (cadence.period()) {
            case DAILY -> cadence.following() ? "每个工作日的次日" : "每个工作日";
            case WEEKLY ->
                (cadence.following() ? "下" : "每")
                        + DayOfWeek.of(cadence.day()).getDisplayName(TextStyle.SHORT, Locale.CHINA);
            case MONTHLY -> (cadence.following() ? "次月" : "每月") + day;
        };
        String roll = switch (cadence.roll()) {
            case BACK -> "，遇休息日提前";
            case FORWARD -> "，遇休息日顺延";
            case SKIP -> cadence.period() == Cadence.Period.DAILY ? "" : "，遇休息日不报";
        };
        return cadence.name() + "（" + cadence.id() + "）：" + due + roll;
    }
}
