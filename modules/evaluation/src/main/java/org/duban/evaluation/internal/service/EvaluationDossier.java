package org.duban.evaluation.internal.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.duban.api.evaluation.EvaluationForm;
import org.duban.api.evaluation.EvaluationForm.Signature;
import org.duban.api.evaluation.MatterEvaluation;
import org.duban.api.evaluation.MatterEvaluation.Signed;
import org.duban.api.evaluation.MatterEvaluation.UnitScore;
import org.duban.api.evaluation.Point;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.service.EvaluationService.ForDossier;
import org.duban.spi.dossier.DossierItem;
import org.duban.spi.dossier.DossierSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds the 考核评价表 to a matter's dossier: as a page that needs nothing else to be read, and as JSON for programs. */
@Component(service = DossierSource.class)
public final class EvaluationDossier implements DossierSource {

    private static final JsonFactory JSON = new JsonFactory();

    private final EvaluationService evaluations;
    private final ZoneId zone;

    @Activate
    public EvaluationDossier(@Reference EvaluationService evaluations, @Reference ZoneId zone) {
        this.evaluations = evaluations;
        this.zone = zone;
    }

    @Override
    public List<DossierItem> itemsOf(MatterId matter) {
        ForDossier all = evaluations.forDossier(matter);
        MatterEvaluation evaluation = all.evaluation();
        if (evaluation.levels().isEmpty()) {
            return List.of();
        }
        LocalDate on = evaluation.levels().stream()
                .map(signed -> signed.at().atZone(zone).toLocalDate())
                .max(LocalDate::compareTo)
                .orElseThrow();
        String author = all.form().signatures().get(0).signer();
        return List.of(
                item("evaluation-form", "考核评价表.html", "text/html", author, on, html(all.form())),
                item("evaluation-data", "考核评价.json", "application/json", author, on, json(evaluation)));
    }

    private static DossierItem item(
            String id, String fileName, String mediaType, String author, LocalDate on, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new DossierItem(
                id, "考核评价", "", "考核评价表", author, on, fileName, mediaType, () -> new ByteArrayInputStream(bytes));
    }

    // ---- the page

    static String html(EvaluationForm form) {
        StringBuilder page = new StringBuilder(
                "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>考核评价表</title><style>"
                        + "body{font-family:serif;margin:2em}table{border-collapse:collapse;width:100%}"
                        + "td,th{border:1px solid #000;padding:.4em;text-align:left;vertical-align:top}"
                        + "h1{text-align:center}pre{white-space:pre-wrap}</style></head><body>\n<h1>考核评价表</h1>\n<table>\n");
        row(page, "编号", form.number());
        row(page, "事项", form.title());
        row(page, "来源", form.source());
        row(page, "牵头单位", form.leadUnit());
        row(page, "协办单位", String.join("、", form.assisting()));
        row(page, "督查员", form.officer());
        row(page, "办理时限", text(form.dueOn()));
        row(page, "销号日期", text(form.clearedOn()));
        row(page, "考核办法", form.ruleSet());
        row(page, "时效分", form.timeliness());
        row(page, "质量分", form.quality());
        row(page, "得分", form.score());
        page.append("</table>\n<h2>逐级评价</h2>\n<table>\n<tr><th>层级</th><th>质量分</th><th>理由</th><th>签名</th>"
                + "<th>日期</th><th>更正次数</th></tr>\n");
        for (Signature s : form.signatures()) {
            page.append("<tr>");
            for (String cell : List.of(
                    s.level(),
                    s.quality(),
                    s.reason(),
                    s.signer(),
                    s.on().toString(),
                    Integer.toString(s.corrections()))) {
                page.append("<td>").append(escaped(cell)).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n<h2>加分和扣分</h2>\n<ul>\n");
        form.points()
                .forEach(point -> page.append("<li>").append(escaped(point)).append("</li>\n"));
        page.append("</ul>\n<h2>得分说明</h2>\n<pre>")
                .append(escaped(form.explanation()))
                .append("</pre>\n</body></html>\n");
        return page.toString();
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static void row(StringBuilder page, String label, String value) {
        page.append("<tr><th>")
                .append(label)
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    // ---- the data

    private static String json(MatterEvaluation e) {
        StringWriter text = new StringWriter();
        try (JsonGenerator g = JSON.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
            g.writeStartObject();
            g.writeStringField("matter", e.matter().value());
            g.writeStringField("number", e.number());
            g.writeStringField("state", e.state().name());
            g.writeStringField("ruleSet", e.ruleSet());
            number(g, "timeliness", e.timeliness());
            number(g, "quality", e.quality());
            number(g, "score", e.score());
            g.writeArrayFieldStart("levels");
            for (Signed signed : e.levels()) {
                signed(g, signed);
            }
            g.writeEndArray();
            g.writeArrayFieldStart("units");
            for (UnitScore unit : e.units()) {
                g.writeStartObject();
                g.writeStringField("unit", unit.unit());
                g.writeBooleanField("lead", unit.lead());
                number(g, "timeliness", unit.timeliness());
                number(g, "score", unit.score());
                number(g, "weight", unit.weight());
                g.writeEndObject();
            }
            g.writeEndArray();
            g.writeArrayFieldStart("points");
            for (Point point : e.points()) {
                g.writeStartObject();
                g.writeStringField(
                        "subject",
                        point.subject().kind() + "/" + point.subject().id());
                number(g, "amount", point.amount());
                g.writeStringField("ruleSet", point.ruleSet());
                g.writeStringField("rule", point.rule());
                g.writeStringField("stream", point.fact().stream().toString());
                g.writeNumberField("version", point.fact().version());
                g.writeStringField("on", point.fact().on().toString());
                g.writeStringField("text", point.text());
                g.writeEndObject();
            }
            g.writeEndArray();
            g.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory", failure);
        }
        return text.toString();
    }

    private static void signed(JsonGenerator g, Signed signed) throws IOException {
        g.writeStartObject();
        g.writeStringField("level", signed.level().name());
        number(g, "quality", signed.quality());
        g.writeStringField("reason", signed.reason());
        g.writeStringField("by", signed.by());
        g.writeStringField("at", signed.at().toString());
        g.writeNumberField("version", signed.version());
        g.writeArrayFieldStart("earlier");
        for (Signed earlier : signed.earlier()) {
            signed(g, earlier);
        }
        g.writeEndArray();
        g.writeEndObject();
    }

    private static void number(JsonGenerator g, String name, @Nullable BigDecimal number) throws IOException {
        if (number != null) {
            // As text: a reader that takes numbers for doubles changes nothing then.
            g.writeStringField(name, number.toPlainString());
        }
    }
}
