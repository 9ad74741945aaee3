package org.duban.dossier.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.journal.Proof;

/** The seals of a dossier, read from the journal's own words ({@code seals.jsonl}), so that a package proves them. */
final class Seals {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORMAT = "duban-dossier/1";

    private Seals() {}

    /**
     * A volume's seal.
     *
     * @param catalogue digest of its catalogue
     * @param chain last link of its pieces' chain
     * @param position of the sealing event in the feed
     * @param hash of that event
     */
    record Seal(
            int volume,
            String fileNumber,
            String number,
            String title,
            String line,
            String retention,
            String sealedOn,
            int pieces,
            DigestAlgorithm algorithm,
            String catalogue,
            String chain,
            long position,
            String hash) {}

    /** The seals among a dossier's events, in order. */
    static List<Seal> of(List<Proof> proofs) throws IOException {
        List<Seal> seals = new ArrayList<>();
        for (Proof proof : proofs) {
            if (proof.type().equals(VolumeSealed.class.getSimpleName())) {
                JsonNode body = JSON.readTree(proof.json());
                seals.add(new Seal(
                        body.path("volume").asInt(),
                        body.path("fileNumber").asText(),
                        body.path("number").asText(),
                        body.path("title").asText(),
                        body.path("line").asText(),
                        body.path("retention").asText(),
                        body.path("sealedOn").asText(),
                        body.path("pieces").asInt(),
                        body.path("algorithm").asText().equals(DigestAlgorithm.SM3.name())
                                ? DigestAlgorithm.SM3
                                : DigestAlgorithm.SHA256,
                        body.path("catalogue").asText(),
                        body.path("chain").asText(),
                        proof.position(),
                        proof.hash()));
            }
        }
        return seals;
    }

    /** {@code dossier.json}: what the package is, for programs. Follows from the seals alone. */
    static String json(String dossier, List<Seal> seals) throws IOException {
        StringWriter out = new StringWriter();
        Seal last = seals.get(seals.size() - 1);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("dossier", dossier);
            json.writeStringField("number", last.number());
            json.writeStringField("title", last.title());
            json.writeStringField("line", last.line());
            json.writeStringField("retention", last.retention());
            json.writeArrayFieldStart("volumes");
            for (Seal seal : seals) {
                json.writeStartObject();
                json.writeNumberField("volume", seal.volume());
                json.writeStringField("fileNumber", seal.fileNumber());
                json.writeStringField("sealedOn", seal.sealedOn());
                json.writeNumberField("pieces", seal.pieces());
                json.writeStringField("algorithm", seal.algorithm().id());
                json.writeStringField("catalogue", seal.catalogue());
                json.writeStringField("chain", seal.chain());
                json.writeNumberField("position", seal.position());
                json.writeStringField("hash", seal.hash());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out + "\n";
    }
}
