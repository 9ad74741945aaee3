package org.duban.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where in a text the values of its JSON are. */
final class JsonPlaces {

    /** Line and column, from 1: of a member its name, of an item its value. */
    record Place(int line, int column) {}

    private final Map<String, Place> places;

    private JsonPlaces(Map<String, Place> places) {
        this.places = places;
    }

    /** The places of a text; none when it isn't JSON. */
    static JsonPlaces of(String json) {
        Map<String, Place> places = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isStructEnd()) {
                    JsonLocation at = parser.currentTokenLocation();
                    // An object or a list that has just begun is its own context; what matters is where it stands.
                    String pointer = token.isStructStart()
                            ? parser.getParsingContext()
                                    .getParent()
                                    .pathAsPointer()
                                    .toString()
                            : parser.getParsingContext().pathAsPointer().toString();
                    places.putIfAbsent(pointer, new Place(at.getLineNr(), at.getColumnNr()));
                }
            }
            return new JsonPlaces(places);
        } catch (JsonProcessingException e) {
            return new JsonPlaces(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** The place of a value, or of what should contain it when it is missing. */
    Optional<Place> place(String pointer) {
        for (JsonPointer here = JsonPointer.compile(pointer); here != null; here = here.head()) {
            Place place = places.get(here.toString());
            if (place != null) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
