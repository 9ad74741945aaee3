package org.duban.cli;

import static org.duban.api.evaluation.Derivation.figure;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSet.Each;
import org.duban.api.evaluation.RuleSet.Grade;
import org.duban.api.evaluation.RuleSet.Load;
import org.duban.api.evaluation.RuleSet.Rounding;
import org.duban.api.evaluation.RuleSet.Rule;
import org.duban.api.evaluation.RuleSet.Scoring;
import org.duban.api.evaluation.RuleSet.Tally;
import org.duban.api.evaluation.RuleSet.Timeliness;
import org.duban.api.evaluation.SubjectKind;

/** A rule set in words, for whoever wrote it. */
final class RuleSetDescription {

    private final RuleSet rules;

    RuleSetDescription(RuleSet rules) {
        this.rules = rules;
    }

    /** All there is to say, line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  " + rules.id() + " 第 " + rules.version() + " 版，" + rules.name() + "，" + rules.from() + " 起施行"
                + (rules.formTypes().isEmpty()
                        ? ""
                        : "，考核 " + rules.formTypes().stream().sorted().collect(Collectors.joining("、"))));
        Scoring s = rules.scoring();
        lines.add("  事项得分 = 时效 × " + figure(s.timelinessWeight()) + " + 质量 × " + figure(s.qualityWeight()) + "，"
                + rounding(s.rounding()) + "；协办权重 " + figure(s.assisting()));
        lines.add("  评价层级："
                + s.levels().stream()
                        .map(l -> l.level().zh() + " " + figure(l.weight()) + (l.required() ? "（必需）" : ""))
                        .collect(Collectors.joining("、"))
                + "；"
                + switch (s.combination()) {
                    case WEIGHTED_MEAN -> "加权平均";
                    case LAST -> "以最后一级为准";
                    case LOWEST -> "取最低";
                });
        Timeliness t = s.timeliness();
        lines.add("  时效分：满分 " + figure(t.full()) + "，每逾期 1 个工作日减 " + figure(t.perDayLate()) + "，每退回 1 次减 "
                + figure(t.perReturn()) + "，第 " + (t.freeExtensions() + 1) + " 次起每延期 1 次减 "
                + figure(t.perExtension()) + "，最低 " + figure(t.floor()));
        Tally r = rules.tally();
        lines.add("  考核结果 = " + figure(r.base()) + " + 平均分 × " + figure(r.work()) + " + 加分 − 扣分，"
                + rounding(r.rounding()) + "；计入年度考核 " + figure(r.yearlyWeight()) + "%");
        lines.add("  件数不同的可比：" + load(r.load()));
        lines.add("  等次：" + r.grades().stream().map(g -> grade(g, r)).collect(Collectors.joining("、")));
        lines.add("  公示 " + r.objectionDays() + " 个工作日");
        for (boolean bonus : new boolean[] {true, false}) {
            lines.add(bonus ? "  加分：" : "  扣分：");
            rules.rules().stream()
                    .filter(rule -> rule.bonus() == bonus)
                    .map(RuleSetDescription::rule)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String rounding(Rounding rounding) {
        return "保留 " + rounding.places() + " 位小数"
                + (rounding.mode() == RoundingMode.HALF_UP ? "，四舍五入" : "（" + rounding.mode() + "）");
    }

    private static String load(Load load) {
        List<String> parts = new ArrayList<>();
        if (load.prior().signum() > 0) {
            parts.add("平均分按 " + figure(load.prior()) + " 件全区平均水平校正");
        }
        if (load.pointsPer() > 0) {
            parts.add("超过 " + load.pointsPer() + " 件的，加分扣分按每 " + load.pointsPer() + " 件折算");
        }
        if (!load.classes().isEmpty()) {
            parts.add(
                    "按 " + load.classes().stream().map(String::valueOf).collect(Collectors.joining("、")) + " 件分档另排名次");
        }
        parts.add("不足 " + load.fewest() + " 件的不排名");
        return String.join("；", parts);
    }

    private static String grade(Grade grade, Tally tally) {
        boolean last = grade.equals(tally.grades().get(tally.grades().size() - 1));
        return grade.name()
                + (last ? "" : " ≥ " + figure(grade.least()))
                + (grade.advice().isEmpty() ? "" : "（建议" + grade.advice() + "）")
                + (grade.years() == 0 ? "" : "（连续 " + grade.years() + " 年建议" + grade.again() + "）");
    }

    private static String rule(Rule rule) {
        String range = rule.from() <= 1 && rule.to() >= 1_000_000
                ? ""
                : rule.to() >= 1_000_000 ? "（" + rule.from() + " 起）" : "（" + rule.from() + " 至 " + rule.to() + "）";
        return "    " + rule.id() + " " + rule.name() + "：" + rule.when() + range + " "
                + (rule.each() == Each.DAY ? "每个工作日 " : "每次 ")
                + (rule.bonus() ? "+" : "") + figure(rule.points())
                + (rule.mostPerMatter() == null ? "" : "，一件封顶 " + figure(rule.mostPerMatter()))
                + (rule.most() == null ? "" : "，合计封顶 " + figure(rule.most()))
                + "，计入"
                + rule.subjects().stream().sorted().map(SubjectKind::zh).collect(Collectors.joining("、"));
    }
}
