package org.duban.evaluation.internal.accountability;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.AccountabilityCase.Consequence;
import org.duban.api.accountability.AccountabilityCase.Decision;
import org.duban.api.accountability.AccountabilityCase.Execution;
import org.duban.api.accountability.AccountabilityCase.Objection;
import org.duban.api.accountability.Party;
import org.duban.api.accountability.Sanction;
import org.duban.api.matter.Attachment;

/**
 * A case as a document in Chinese, for the dossiers of its matters. Pure.
 *
 * @param people how a person's id reads
 * @param units how a unit's id reads
 * @param zone for days and times
 */
record CaseText(UnaryOperator<String> people, UnaryOperator<String> units, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    String of(AccountabilityCase file) {
        StringBuilder text = new StringBuilder();
        line(text, "问责案件", file.number() + "（" + file.state().zh() + "）");
        line(text, "责任单位", units.apply(file.unit()));
        line(text, "督查员", people.apply(file.officer()));
        line(text, "提出建议", people.apply(file.recommendedBy()) + "，" + at(file.recommendedAt()));
        line(text, "理由", file.reason());
        line(text, "建议处理", sanctions(file.sanctions()));
        if (!file.officerReason().isBlank()) {
            line(text, "关于督查员", file.officerReason());
        }
        text.append("依据：\n");
        file.evidence()
                .events()
                .forEach(e -> text.append("　事项 ")
                        .append(e.matter())
                        .append(" 第")
                        .append(e.version())
                        .append("号记录\n"));
        file.evidence()
                .findings()
                .forEach(f -> text.append("　督查行动 ")
                        .append(f.inspection())
                        .append(" 问题 ")
                        .append(f.number())
                        .append('\n'));
        file.evidence().files().forEach(f -> text.append("　附件 ").append(file(f)).append('\n'));
        if (!file.evidence().stated().isBlank()) {
            text.append("　说明 ").append(file.evidence().stated()).append('\n');
        }
        line(
                text,
                "督查职责（" + file.duties().asOf() + "，规则第" + file.duties().rules() + "版）",
                file.duties().describe(file.officer(), people.apply(file.officer())));
        decision(text, file);
        return text.toString();
    }

    private void decision(StringBuilder text, AccountabilityCase file) {
        Decision decision = file.decision();
        if (decision == null) {
            return;
        }
        line(
                text,
                decision.approved() ? "批准" : "不予批准",
                people.apply(decision.by()) + "，" + at(decision.at()) + "：" + decision.opinion());
        for (Consequence c : file.consequences()) {
            Execution done = c.execution();
            line(
                    text,
                    "处理",
                    sanctions(List.of(c.sanction()))
                            + (c.revoked() ? "，已撤销" : "")
                            + (done == null
                                    ? "，未执行"
                                    : "，" + done.on() + " 执行，" + done.document()
                                            + Optional.ofNullable(done.file())
                                                    .map(f -> "（" + file(f) + "）")
                                                    .orElse("")
                                            + "，" + people.apply(done.recordedBy()) + "记录"));
        }
        for (Objection o : file.objections()) {
            line(
                    text,
                    "异议",
                    o.party().zh() + "，" + people.apply(o.by()) + "，" + at(o.at()) + "：" + o.reason()
                            + (o.upheld() == null
                                    ? "（未决定）"
                                    : "；" + people.apply(o.decidedBy()) + "决定" + (o.upheld() ? "成立" : "不成立") + "："
                                            + o.decision()));
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append("：").append(value).append('\n');
    }

    private String at(Instant instant) {
        return instant.atZone(zone).format(TIME);
    }

    private static String file(Attachment file) {
        return file.name() + " SHA-256 " + file.sha256();
    }

    private String sanctions(List<Sanction> sanctions) {
        return String.join(
                "；",
                sanctions.stream()
                        .map(s -> (s.party() == Party.UNIT ? "对责任单位" : "对督查员")
                                + s.measure().zh() + "（" + units.apply(s.organ()) + "承办）")
                        .toList());
    }
}
