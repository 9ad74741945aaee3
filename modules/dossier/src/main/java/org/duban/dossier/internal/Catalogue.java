package org.duban.dossier.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.api.dossier.Piece;
import org.duban.api.matter.Retention;
import org.duban.api.office.Line;

/**
 * A volume's catalogue in pieces (归档文件目录) and the list of its files: {@code catalogue.json}. Written in one way only, so that its bytes follow
 * from what it says.
 *
 * @param matter id of the matter
 * @param number the matter's number
 * @param title the matter's title
 * @param line its line
 * @param formType what people call its kind
 * @param volume 1, 2, 3 …
 * @param retention how long it is kept
 * @param sealedOn in the office's time zone
 * @param fromVersion first of the matter's events in it
 * @param toVersion last of them
 * @param before hash of the matter's event before the first; 64 zeros when there is none
 * @param algorithm of the pieces' digests and the chain
 * @param files in the order of their paths' first mention
 * @param pieces in order
 * @param checks 四性检测 (DA/T 70-2018) when it was sealed
 */
record Catalogue(
        String matter,
        String number,
        String title,
        Line line,
        String formType,
        int volume,
        Retention retention,
        LocalDate sealedOn,
        long fromVersion,
        long toVersion,
        String before,
        DigestAlgorithm algorithm,
        List<FileEntry> files,
        List<Piece> pieces,
        List<Check> checks) {

    static final String FILE = "catalogue.json";
    static final String EVENTS = "events.jsonl";
    static final String PAGE = "events.html";
    static final String FORMAT = "duban-volume/1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    Catalogue {
        files = List.copyOf(files);
        pieces = List.copyOf(pieces);
        checks = List.copyOf(checks);
    }

    /**
     * A file of the volume.
     *
     * @param path in the volume's folder
     * @param sm3 empty unless the volume is sealed with it
     */
    record FileEntry(String path, String mediaType, long size, String sha256, String sm3) {
        String digest(DigestAlgorithm algorithm) {
            return algorithm == DigestAlgorithm.SM3 ? sm3 : sha256;
        }
    }

    /**
     * One of the four properties that was looked at.
     *
     * @param property 真实性, 完整性, 可用性, 安全性
     * @param item what was looked at
     * @param passed whether it is so
     * @param remark what should be known
     */
    record Check(String property, String item, boolean passed, String remark) {}

    /** The chain's last link. */
    String chain() {
        return pieces.isEmpty()
                ? EventLine.START
                : pieces.get(pieces.size() - 1).chain();
    }

    /** A piece with its link, which holds the link before and everything the catalogue says of the piece. */
    static Piece linked(DigestAlgorithm algorithm, String before, Piece piece) {
        String text = String.join(
                "\t",
                Integer.toString(piece.n()),
                piece.category(),
                piece.number(),
                piece.title(),
                piece.author(),
                piece.on().toString(),
                piece.path(),
                Long.toString(piece.size()),
                piece.digest(),
                piece.remark());
        return new Piece(
                piece.n(),
                piece.category(),
                piece.number(),
                piece.title(),
                piece.author(),
                piece.on(),
                piece.path(),
                piece.size(),
                piece.digest(),
                piece.remark(),
                Digester.hex(algorithm, before + "\n" + text));
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(1024 + 400 * pieces.size());
        text.append("{\n");
        field(text, "format", FORMAT).append(",\n");
        field(text, "matter", matter).append(",\n");
        field(text, "number", number).append(",\n");
        field(text, "title", title).append(",\n");
        field(text, "line", line.name()).append(",\n");
        field(text, "formType", formType).append(",\n");
        field(text, "volume", volume).append(",\n");
        field(text, "retention", retention.name()).append(",\n");
        field(text, "sealedOn", sealedOn.toString()).append(",\n");
        field(text, "fromVersion", fromVersion).append(",\n");
        field(text, "toVersion", toVersion).append(",\n");
        field(text, "before", before).append(",\n");
        field(text, "algorithm", algorithm.id()).append(",\n");
        list(text, "files", files, (json, file) -> {
            json.writeStringField("path", file.path());
            json.writeStringField("mediaType", file.mediaType());
            json.writeNumberField("size", file.size());
            json.writeStringField("sha256", file.sha256());
            json.writeStringField("sm3", file.sm3());
        });
        text.append(",\n");
        list(text, "pieces", pieces, (json, piece) -> {
            json.writeNumberField("n", piece.n());
            json.writeStringField("category", piece.category());
            json.writeStringField("number", piece.number());
            json.writeStringField("title", piece.title());
            json.writeStringField("author", piece.author());
            json.writeStringField("on", piece.on().toString());
            json.writeStringField("path", piece.path());
            json.writeNumberField("size", piece.size());
            json.writeStringField("digest", piece.digest());
            json.writeStringField("remark", piece.remark());
            json.writeStringField("chain", piece.chain());
        });
        text.append(",\n");
        list(text, "checks", checks, (json, check) -> {
            json.writeStringField("property", check.property());
            json.writeStringField("item", check.item());
            json.writeBooleanField("passed", check.passed());
            json.writeStringField("remark", check.remark());
        });
        text.append(",\n");
        field(text, "chain", chain());
        return text.append("\n}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder field(StringBuilder text, String name, Object value) {
        return text.append(' ')
                .append(quoted(name))
                .append(": ")
                .append(value instanceof Number ? value : quoted(value.toString()));
    }

    private static String quoted(String text) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can't be written", e);
        }
        return out.toString();
    }

    /** Writes one element's fields. */
    @FunctionalInterface
    private interface Fields<T> {
        void write(JsonGenerator json, T element) throws IOException;
    }

    private static <T> void list(StringBuilder text, String name, List<T> elements, Fields<T> fields) {
        text.append(' ').append(quoted(name)).append(": [");
        String before = "\n";
        for (T element : elements) {
            StringWriter out = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartObject();
                fields.write(json, element);
                json.writeEndObject();
            } catch (IOException e) {
                throw new IllegalStateException("a text in memory can't be written", e);
            }
            text.append(before).append("  ").append(out);
            before = ",\n";
        }
        text.append(elements.isEmpty() ? "]" : "\n ]");
    }

    /** @throws IOException saying in Chinese what is wrong */
    static Catalogue read(byte[] bytes) throws IOException {
        Catalogue read;
        try {
            JsonNode node = JSON.readTree(bytes);
            if (!FORMAT.equals(text(node, "format"))) {
                throw new IOException("不认识的格式：" + text(node, "format"));
            }
            List<FileEntry> files = new ArrayList<>();
            for (JsonNode file : node.path("files")) {
                files.add(new FileEntry(
                        text(file, "path"),
                        text(file, "mediaType"),
                        file.path("size").asLong(),
                        text(file, "sha256"),
                        text(file, "sm3")));
            }
            List<Piece> pieces = new ArrayList<>();
            for (JsonNode piece : node.path("pieces")) {
                pieces.add(new Piece(
                        piece.path("n").asInt(),
                        text(piece, "category"),
                        text(piece, "number"),
                        text(piece, "title"),
                        text(piece, "author"),
                        LocalDate.parse(text(piece, "on")),
                        text(piece, "path"),
                        piece.path("size").asLong(),
                        text(piece, "digest"),
                        text(piece, "remark"),
                        text(piece, "chain")));
            }
            List<Check> checks = new ArrayList<>();
            for (JsonNode check : node.path("checks")) {
                checks.add(new Check(
                        text(check, "property"),
                        text(check, "item"),
                        check.path("passed").asBoolean(),
                        text(check, "remark")));
            }
            read = new Catalogue(
                    text(node, "matter"),
                    text(node, "number"),
                    text(node, "title"),
                    Line.valueOf(text(node, "line")),
                    text(node, "formType"),
                    node.path("volume").asInt(),
                    Retention.valueOf(text(node, "retention")),
                    LocalDate.parse(text(node, "sealedOn")),
                    node.path("fromVersion").asLong(),
                    node.path("toVersion").asLong(),
                    text(node, "before"),
                    algorithm(text(node, "algorithm")),
                    files,
                    pieces,
                    checks);
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException("目录读不出来：" + Texts.line(String.valueOf(e.getMessage()), 200), e);
        }
        if (!Arrays.equals(read.bytes(), bytes)) {
            throw new IOException("目录不是封存时写成的样子");
        }
        return read;
    }

    private static DigestAlgorithm algorithm(String id) throws IOException {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (algorithm.id().equals(id)) {
                return algorithm;
            }
        }
        throw new IOException("不认识的摘要算法：" + id);
    }

    private static String text(JsonNode node, String field) throws IOException {
        JsonNode value = node.get(field);
        if (value == null || !value.isTextual()) {
            throw new IOException("缺少 " + field);
        }
        return value.asText();
    }
}
