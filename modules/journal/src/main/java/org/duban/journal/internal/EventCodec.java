package org.duban.journal.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.accountability.CaseEvent;
import org.duban.api.appraisal.BallotEvent;
import org.duban.api.appraisal.ScorecardEvent;
import org.duban.api.dossier.DossierEvent;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.ResultEvent;
import org.duban.api.evaluation.RuleSetAdopted;
import org.duban.api.form.FormTypeAdopted;
import org.duban.api.inspection.InspectionEvent;
import org.duban.api.journal.Event;
import org.duban.api.matter.MatterEvent;
import org.duban.api.paper.PaperEvent;
import org.duban.api.search.WatchEvent;

/** Writes events as bytes and reads them again. A record's simple name is its type in the journal for ever. */
final class EventCodec {

    /** Every event there is. */
    static final List<Class<? extends Event>> ALL = List.of(
            MatterEvent.class,
            FormTypeAdopted.class,
            WatchEvent.class,
            CaseEvent.class,
            ScorecardEvent.class,
            BallotEvent.class,
            InspectionEvent.class,
            EvaluationEvent.class,
            RuleSetAdopted.class,
            ResultEvent.class,
            DossierEvent.class,
            PaperEvent.class);

    private final JsonFactory json = new JsonFactory();
    private final Map<String, Class<?>> types = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    /**
     * @param families sealed interfaces of records, or records
     * @throws IllegalArgumentException when two records have the same simple name, or one can't be stored
     */
    EventCodec(List<Class<? extends Event>> families) {
        families.forEach(this::add);
    }

    private void add(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                add(permitted);
            }
        } else if (type.isRecord()) {
            Class<?> other = types.put(type.getSimpleName(), type);
            if (other != null && other != type) {
                throw new IllegalArgumentException("two events have one name: " + other + ", " + type);
            }
            shapes.put(type.getSimpleName(), Shape.of(type));
        } else {
            throw new IllegalArgumentException("an event is a record or a sealed interface: " + type);
        }
    }

    /** The name an event is stored under. */
    String type(Event event) {
        String name = event.getClass().getSimpleName();
        if (types.get(name) != event.getClass()) {
            throw new IllegalArgumentException("the journal doesn't know this event: " + event.getClass());
        }
        return name;
    }

    /** The body of an event, as it is stored. */
    byte[] encode(Event event) {
        String type = type(event);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            shape(type).write(generator, event);
        } catch (IOException e) {
            throw Problems.unstorable(type, e);
        }
        return Packing.pack(bytes.toByteArray());
    }

    /** The event of a stored body. */
    Event decode(Entry entry) {
        Shape shape = shapes.get(entry.type);
        if (shape == null) {
            throw Problems.newer("type", entry.type);
        }
        try (JsonParser parser = json.createParser(Packing.unpack(entry.body))) {
            parser.nextToken();
            return (Event) shape.read(parser);
        } catch (Shape.UnknownConstant e) {
            throw Problems.newer(entry.type, String.valueOf(e.getMessage()));
        } catch (IOException | DateTimeException | NumberFormatException e) {
            throw Problems.damagedEvent(entry.position, e);
        }
    }

    private Shape shape(String type) {
        Shape shape = shapes.get(type);
        if (shape == null) {
            throw new IllegalStateException("type() was asked before: " + type);
        }
        return shape;
    }
}
