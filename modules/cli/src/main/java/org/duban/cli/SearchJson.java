package org.duban.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.duban.api.search.Correction;
import org.duban.api.search.Facet;
import org.duban.api.search.Passage;
import org.duban.api.search.Snippet;
import org.duban.cli.ConsoleSearch.Answer;
import org.duban.cli.ConsoleSearch.Hit;

/** What was found, for programs. */
final class SearchJson {

    private final JsonGenerator json;

    private SearchJson(JsonGenerator json) {
        this.json = json;
    }

    static void print(Answer answer, Freshness freshness, PrintWriter out) throws IOException {
        JsonGenerator generator = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        new SearchJson(generator).write(answer, freshness);
        generator.close();
        out.println();
    }

    private void write(Answer answer, Freshness freshness) throws IOException {
        json.writeStartObject();
        json.writeNumberField("total", answer.total());
        json.writeBooleanField("exact", answer.exact());
        json.writeStringField("understood", answer.understood());
        json.writeArrayFieldStart("remarks");
        for (String remark : answer.remarks()) {
            json.writeString(remark);
        }
        json.writeEndArray();
        Correction correction = answer.correction();
        if (correction != null) {
            json.writeObjectFieldStart("correction");
            json.writeStringField("text", correction.text());
            json.writeStringField("reason", correction.reason());
            json.writeNumberField("total", correction.total());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("hits");
        for (Hit hit : answer.hits()) {
            write(hit);
        }
        json.writeEndArray();
        if (!answer.facets().isEmpty()) {
            json.writeObjectFieldStart("facets");
            for (Map.Entry<Facet, Map<String, Long>> facet : answer.facets().entrySet()) {
                json.writeObjectFieldStart(facet.getKey().name());
                for (Map.Entry<String, Long> count : facet.getValue().entrySet()) {
                    json.writeNumberField(count.getKey(), count.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeObjectFieldStart("index");
        json.writeStringField("generation", freshness.generation());
        json.writeNumberField("position", freshness.position());
        json.writeNumberField("head", freshness.head());
        json.writeNumberField("behind", freshness.behind());
        json.writeStringField("savedAt", freshness.savedAt().toString());
        json.writeNumberField("ageSeconds", freshness.age().toSeconds());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void write(Hit hit) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", hit.matter().id().value());
        json.writeNumberField("version", hit.matter().version());
        json.writeStringField("number", hit.number());
        json.writeStringField("formType", hit.only(Facet.FORM_TYPE));
        json.writeStringField("stage", hit.only(Facet.STAGE));
        json.writeStringField("standing", hit.only(Facet.STANDING));
        json.writeStringField("receivedOn", hit.matter().receivedOn().toString());
        json.writeNumberField("score", hit.score());
        json.writeArrayFieldStart("title");
        write(hit.title());
        json.writeEndArray();
        json.writeArrayFieldStart("passages");
        for (Passage passage : hit.passages()) {
            json.writeStartObject();
            json.writeStringField("kind", passage.kind().name());
            json.writeNumberField("version", passage.version());
            json.writeStringField("at", passage.at().toString());
            json.writeStringField("by", passage.by());
            json.writeArrayFieldStart("text");
            write(passage.snippet());
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Snippet snippet) throws IOException {
        for (Snippet.Piece piece : snippet.pieces()) {
            json.writeStartObject();
            json.writeStringField("text", piece.text());
            json.writeBooleanField("found", piece.found());
            json.writeEndObject();
        }
    }
}
