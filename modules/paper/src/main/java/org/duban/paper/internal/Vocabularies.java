package org.duban.paper.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.duban.api.matter.PaperKind;
import org.duban.paper.internal.docx.Vocabulary;

/** Which names the templates of a kind may use: {@code vocabulary.json}. */
final class Vocabularies {

    private static final Map<PaperKind, Vocabulary> OF = read();

    private Vocabularies() {}

    static Vocabulary of(PaperKind kind) {
        return Objects.requireNonNull(OF.get(kind));
    }

    private static Map<PaperKind, Vocabulary> read() {
        try (InputStream in = Objects.requireNonNull(Vocabularies.class.getResourceAsStream("vocabulary.json"))) {
            JsonNode all = new JsonMapper().readTree(in);
            Map<PaperKind, Vocabulary> read = new EnumMap<>(PaperKind.class);
            for (PaperKind kind : PaperKind.values()) {
                read.put(kind, Vocabulary.of(all.get("*")).and(Vocabulary.of(all.get(kind.name()))));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
