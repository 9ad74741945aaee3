package org.duban.evaluation.internal.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.Level;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.score.MatterFacts;
import org.duban.evaluation.internal.score.MatterFacts.Mark;
import org.duban.evaluation.internal.score.MatterFacts.Party;
import org.jspecify.annotations.Nullable;

/** Writes facts as JSON arrays, short because there may be a million of them. A store of another version is made anew, not read. */
final class FactsCodec {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String OF_EVALUATION = "e";

    private FactsCodec() {}

    static String write(MatterFacts f) {
        StringWriter text = new StringWriter(400);
        try (JsonGenerator g = JSON.createGenerator(text)) {
            g.writeStartArray();
            g.writeString(f.number());
            g.writeString(f.formType());
            g.writeNumber(f.receivedOn().toEpochDay());
            g.writeBoolean(f.cleared());
            g.writeBoolean(f.ended());
            g.writeString(f.officer());
            g.writeNumber(f.group());
            g.writeNumber(f.lead());
            g.writeStartArray();
            for (Party p : f.parties()) {
                g.writeStartArray();
                g.writeNumber(p.obligation());
                g.writeString(p.unit());
                g.writeNumber(p.round());
                g.writeBoolean(p.lead());
                g.writeString(p.leader());
                g.writeBoolean(p.finished());
                g.writeNumber(p.late());
                g.writeNumber(p.returns());
                g.writeNumber(p.extensions());
                g.writeEndArray();
            }
            g.writeEndArray();
            g.writeStartArray();
            for (Fact fact : f.facts()) {
                g.writeStartArray();
                g.writeString(fact.kind().name());
                g.writeString(stream(fact.stream(), f.matter()));
                g.writeNumber(fact.version());
                g.writeNumber(fact.on().toEpochDay());
                g.writeString(fact.unit());
                g.writeNumber(fact.obligation());
                g.writeNumber(fact.n());
                g.writeString(fact.detail());
                g.writeEndArray();
            }
            g.writeEndArray();
            g.writeStartArray();
            for (Mark m : f.marks()) {
                g.writeStartArray();
                g.writeString(m.level().name());
                g.writeString(m.quality().toPlainString());
                g.writeNumber(m.firstOn().toEpochDay());
                g.writeNumber(m.firstVersion());
                g.writeEndArray();
            }
            g.writeEndArray();
            g.writeNumber(f.nextDay() == null ? Long.MIN_VALUE : f.nextDay().toEpochDay());
            g.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private static String stream(StreamId stream, MatterId matter) {
        if (stream.equals(matter.stream())) {
            return "";
        }
        return stream.equals(EvaluationEvent.stream(matter)) ? OF_EVALUATION : stream.toString();
    }

    static MatterFacts read(MatterId matter, String text) {
        try (JsonParser p = JSON.createParser(text)) {
            expect(p, JsonToken.START_ARRAY);
            String number = text(p);
            String formType = text(p);
            LocalDate receivedOn = day(p);
            boolean cleared = flag(p);
            boolean ended = flag(p);
            String officer = optional(p);
            int group = (int) whole(p);
            int lead = (int) whole(p);
            List<Party> parties = new ArrayList<>();
            expect(p, JsonToken.START_ARRAY);
            while (p.nextToken() != JsonToken.END_ARRAY) {
                parties.add(new Party(
                        (int) whole(p),
                        text(p),
                        (int) whole(p),
                        flag(p),
                        optional(p),
                        flag(p),
                        (int) whole(p),
                        (int) whole(p),
                        (int) whole(p)));
                expect(p, JsonToken.END_ARRAY);
            }
            List<Fact> facts = new ArrayList<>();
            expect(p, JsonToken.START_ARRAY);
            while (p.nextToken() != JsonToken.END_ARRAY) {
                facts.add(new Fact(
                        FactKind.valueOf(text(p)),
                        stream(text(p), matter),
                        whole(p),
                        day(p),
                        text(p),
                        (int) whole(p),
                        (int) whole(p),
                        text(p)));
                expect(p, JsonToken.END_ARRAY);
            }
            List<Mark> marks = new ArrayList<>();
            expect(p, JsonToken.START_ARRAY);
            while (p.nextToken() != JsonToken.END_ARRAY) {
                marks.add(new Mark(Level.valueOf(text(p)), new BigDecimal(text(p)), day(p), whole(p)));
                expect(p, JsonToken.END_ARRAY);
            }
            long next = whole(p);
            return new MatterFacts(
                    matter,
                    number,
                    formType,
                    receivedOn,
                    cleared,
                    ended,
                    officer,
                    group,
                    lead,
                    parties,
                    facts,
                    marks,
                    next == Long.MIN_VALUE ? null : LocalDate.ofEpochDay(next));
        } catch (IOException e) {
            throw new UncheckedIOException("facts of " + matter + " can't be read: " + text, e);
        }
    }

    private static StreamId stream(String text, MatterId matter) {
        if (text.isEmpty()) {
            return matter.stream();
        }
        if (text.equals(OF_EVALUATION)) {
            return EvaluationEvent.stream(matter);
        }
        int slash = text.indexOf('/');
        return new StreamId(text.substring(0, slash), text.substring(slash + 1));
    }

    private static void expect(JsonParser p, JsonToken token) throws IOException {
        if (p.nextToken() != token) {
            throw new IOException("expected " + token + ", found " + p.currentToken());
        }
    }

    private static String text(JsonParser p) throws IOException {
        expect(p, JsonToken.VALUE_STRING);
        return p.getText();
    }

    private static @Nullable String optional(JsonParser p) throws IOException {
        return p.nextToken() == JsonToken.VALUE_NULL ? null : p.getText();
    }

    private static long whole(JsonParser p) throws IOException {
        expect(p, JsonToken.VALUE_NUMBER_INT);
        return p.getLongValue();
    }

    private static LocalDate day(JsonParser p) throws IOException {
        return LocalDate.ofEpochDay(whole(p));
    }

    private static boolean flag(JsonParser p) throws IOException {
        p.nextToken();
        return p.getBooleanValue();
    }
}
