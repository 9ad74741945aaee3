package org.duban.dossier.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.api.journal.Proof;
import org.duban.api.journal.StreamId;

/**
 * A line of {@code events.jsonl}: an event as anybody can read it and as the journal stores it, with what its hash was computed from. What the
 * hash is over, says the package's {@code README.txt}; here it is computed anew, without the journal.
 */
final class EventLine {

    /** What stands for the hash of the event before the first. */
    static final String START = "0".repeat(64);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MOST_UNPACKED = 256 << 20;

    private EventLine() {}

    static String write(StreamId stream, Proof proof) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("position", proof.position());
            json.writeStringField("kind", stream.kind());
            json.writeStringField("name", stream.id());
            json.writeNumberField("version", proof.version());
            json.writeStringField("at", Instant.ofEpochMilli(proof.at()).toString());
            json.writeStringField("actor", proof.actor());
            json.writeStringField("type", proof.type());
            json.writeFieldName("body");
            json.writeRawValue(proof.json());
            json.writeStringField("stored", Base64.getEncoder().encodeToString(proof.stored()));
            json.writeStringField("feed", proof.feed());
            json.writeStringField("hash", proof.hash());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can't be written", e);
        }
        return text.toString();
    }

    /** An event of a line that was read. */
    record Read(StreamId stream, Proof proof) {}

    /**
     * Reads a line, strictly: it must be exactly what would be written.
     *
     * @throws IOException saying in Chinese what is wrong
     */
    static Read read(String line, byte[] preset) throws IOException {
        Read read;
        try {
            JsonNode node = JSON.readTree(line);
            byte[] stored = Base64.getDecoder().decode(text(node, "stored"));
            Proof proof = new Proof(
                    node.path("position").asLong(),
                    node.path("version").asLong(),
                    Instant.parse(text(node, "at")).toEpochMilli(),
                    text(node, "actor"),
                    text(node, "type"),
                    new String(unpack(stored, preset), StandardCharsets.UTF_8),
                    stored,
                    text(node, "feed"),
                    text(node, "hash"));
            read = new Read(new StreamId(text(node, "kind"), text(node, "name")), proof);
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException("读不出来：" + Texts.line(String.valueOf(e.getMessage()), 200), e);
        }
        if (!write(read.stream(), read.proof()).equals(line)) {
            throw new IOException("内容与所存的原始记录不符");
        }
        return read;
    }

    private static String text(JsonNode node, String field) throws IOException {
        JsonNode value = node.get(field);
        if (value == null || !value.isTextual()) {
            throw new IOException("缺少 " + field);
        }
        return value.asText();
    }

    /** The hash an event must have. */
    static String hash(StreamId stream, Proof proof, String before) {
        Digester digest = Digester.of(DigestAlgorithm.SHA256);
        add(digest, HexFormat.of().parseHex(proof.feed()));
        add(digest, HexFormat.of().parseHex(before));
        add(
                digest,
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(proof.position())
                        .putLong(proof.version())
                        .putLong(proof.at())
                        .array());
        text(digest, stream.kind().getBytes(StandardCharsets.UTF_8));
        text(digest, stream.id().getBytes(StandardCharsets.UTF_8));
        text(digest, proof.actor().getBytes(StandardCharsets.UTF_8));
        text(digest, proof.type().getBytes(StandardCharsets.UTF_8));
        text(digest, proof.stored());
        return digest.hex();
    }

    private static void text(Digester digest, byte[] bytes) {
        add(digest, ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        add(digest, bytes);
    }

    private static void add(Digester digest, byte[] bytes) {
        digest.update(bytes, 0, bytes.length);
    }

    private static byte[] unpack(byte[] stored, byte[] preset) throws IOException {
        if (stored.length == 0 || stored[0] != 1) {
            return stored;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(preset);
            inflater.setInput(stored, 1, stored.length - 1);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            byte[] chunk = new byte[1 << 13];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && !inflater.finished() || json.size() > MOST_UNPACKED) {
                    throw new IOException("原始记录不完整");
                }
                json.write(chunk, 0, length);
            }
            return json.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException("原始记录解不开", e);
        } finally {
            inflater.end();
        }
    }
}
