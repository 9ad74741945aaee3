package org.duban.paper.internal.docx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A Word file (.docx) in memory: its parts by name, the XML ones parsed when they are asked for. Not thread-safe. Written twice, the same
 * content gives the same bytes.
 */
public final class Docx {

    public static final String DOCUMENT = "word/document.xml";

    /** A template is a few pages: what is bigger than this when unpacked is none. */
    private static final long LARGEST = 50L << 20;

    private static final int MOST_PARTS = 2_000;

    /** The first instant a zip entry can have. */
    private static final FileTime EPOCH = FileTime.fromMillis(315_532_800_000L);

    private static final String PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";

    private final Map<String, byte[]> parts;
    private final Map<String, Document> parsed = new TreeMap<>();

    private Docx(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** A file of these parts. */
    public static Docx of(Map<String, String> xml) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        xml.forEach((name, text) -> parts.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new Docx(parts);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it isn't a Word file, or is unreasonably large; the message says which, in Chinese
     */
    public static Docx read(byte[] bytes) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        long left = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
                left -= content.length;
                if (left < 0 || parts.size() >= MOST_PARTS) {
                    throw new IOException("解压后太大，不是公文模板");
                }
                parts.put(entry.getName(), content);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("压缩包里的文件名不可读", e);
        }
        Docx docx = new Docx(parts);
        if (!parts.containsKey(DOCUMENT)) {
            throw new IOException("不是 Word 文档（.docx），里面没有 " + DOCUMENT);
        }
        for (String name : parts.keySet()) {
            if (name.endsWith(".xml") || name.endsWith(".rels")) {
                docx.xml(name);
            }
        }
        return docx;
    }

    /** A copy that can be changed without changing this one. */
    public Docx copy() {
        try {
            return read(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is such a part. */
    public boolean has(String part) {
        return parts.containsKey(part);
    }

    /** The bytes of a part; empty when there is none. */
    public Optional<byte[]> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /** A part as XML; changes of it are written. */
    public Document xml(String name) throws IOException {
        Document document = parsed.get(name);
        if (document == null) {
            byte[] bytes = parts.get(name);
            if (bytes == null) {
                throw new IOException("文档缺少 " + name);
            }
            document = Xml.parse(bytes, name);
            parsed.put(name, document);
        }
        return document;
    }

    /** The headers and footers, by name. */
    public java.util.List<String> headersAndFooters() {
        return parts.keySet().stream()
                .filter(name -> name.matches("word/(header|footer)\\d*\\.xml"))
                .sorted()
                .toList();
    }

    /** The part a relationship of the main document leads to; empty when there is none or it leads outside. */
    public Optional<String> target(@Nullable String from, String id) throws IOException {
        String name = from == null ? DOCUMENT : from;
        String relationships = relationshipsOf(name);
        if (!has(relationships)) {
            return Optional.empty();
        }
        for (Element relationship : Xml.children(xml(relationships).getDocumentElement())) {
            if (relationship.getAttribute("Id").equals(id)
                    && !relationship.getAttribute("TargetMode").equals("External")) {
                String target = relationship.getAttribute("Target");
                return Optional.of(target.startsWith("/") ? target.substring(1) : "word/" + target);
            }
        }
        return Optional.empty();
    }

    private static String relationshipsOf(String part) {
        int slash = part.lastIndexOf('/');
        return part.substring(0, slash) + "/_rels" + part.substring(slash) + ".rels";
    }

    /**
     * Adds a part to the main document.
     *
     * @param name below {@code word/}
     * @return the id of the relationship
     */
    public String add(String name, byte[] content, String contentType, String relationshipType) throws IOException {
        parts.put("word/" + name, content);
        Document types = xml("[Content_Types].xml");
        Element override = types.createElementNS(CONTENT_TYPES, "Override");
        override.setAttribute("PartName", "/word/" + name);
        override.setAttribute("ContentType", contentType);
        types.getDocumentElement().appendChild(override);

        String file = relationshipsOf(DOCUMENT);
        if (!has(file)) {
            parts.put(
                    file,
                    ("<Relationships xmlns=\"" + PACKAGE_RELATIONSHIPS + "\"/>").getBytes(StandardCharsets.UTF_8));
        }
        Document relationships = xml(file);
        String id =
                "rIdDuban" + (Xml.children(relationships.getDocumentElement()).size() + 1);
        Element relationship = relationships.createElementNS(PACKAGE_RELATIONSHIPS, "Relationship");
        relationship.setAttribute("Id", id);
        relationship.setAttribute("Type", relationshipType);
        relationship.setAttribute("Target", name);
        relationships.getDocumentElement().appendChild(relationship);
        return id;
    }

    /** The file. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                Document document = parsed.get(part.getKey());
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setLastModifiedTime(EPOCH);
                zip.putNextEntry(entry);
                try (InputStream in =
                        new ByteArrayInputStream(document == null ? part.getValue() : Xml.write(document))) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
