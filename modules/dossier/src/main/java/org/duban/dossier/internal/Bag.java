package org.duban.dossier.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names and texts of a BagIt package (RFC 8493), and the files of one that is to be written. */
final class Bag {

    static final String BAGIT = "bagit.txt";
    static final String INFO = "bag-info.txt";
    static final String MANIFEST = "manifest-sha256.txt";
    static final String MANIFEST_SM3 = "manifest-sm3.txt";
    static final String TAGS = "tagmanifest-sha256.txt";
    static final String SIGNATURE = "tagmanifest-sha256.sig";
    static final String KEY = "key.pem";
    static final String DATA = "data/";
    static final String SEALS = DATA + "seals.jsonl";
    static final String DOSSIER = DATA + "dossier.json";
    static final String PRESET = DATA + "preset-1.txt";
    static final String INDEX = DATA + "index.html";
    static final String README = DATA + "README.txt";
    static final String CSV = DATA + "catalogue.csv";
    static final String BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private Bag() {}

    static String volume(int volume) {
        return DATA + "volume-" + volume + "/";
    }

    /** Gives a file's bytes, the same each time. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** A file of a package that is to be written. */
    record Entry(String path, long size, Content content) {

        static Entry of(String path, byte[] bytes) {
            return new Entry(path, bytes.length, () -> new ByteArrayInputStream(bytes));
        }

        static Entry of(String path, String text) {
            return of(path, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The lines of a manifest: digest, two spaces, path; in the order of the paths. */
    static String manifest(SortedMap<String, String> digests) {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
        return text.toString();
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException naming the first line that can't be one
     */
    static SortedMap<String, String> read(String text) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isEmpty() && number > 1) {
                continue;
            }
            if (!line.matches("[0-9a-f]{64} {2}\\S.*")) {
                throw new IOException("第 " + number + " 行不是“摘要  路径”");
            }
            if (digests.put(line.substring(66), line.substring(0, 64)) != null) {
                throw new IOException("第 " + number + " 行的路径写了两次：" + line.substring(66));
            }
        }
        return digests;
    }

    /** What is said of the package itself. */
    static String info(List<Map.Entry<String, String>> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach(field -> text.append(field.getKey())
                .append(": ")
                .append(Texts.line(field.getValue(), 400))
                .append('\n'));
        return text.toString();
    }

    /** All of a package's files in the order of their paths, with manifests and, when there is a key, signature. */
    static List<Entry> sealed(List<Entry> payload, List<Entry> tags, boolean sm3, Keys keys) throws IOException {
        SortedMap<String, String> sha256 = new TreeMap<>();
        SortedMap<String, String> second = new TreeMap<>();
        for (Entry entry : payload) {
            try (InputStream in = entry.content().open()) {
                Digester.Both digest = Digester.read(in, sm3);
                if (digest.size() != entry.size()) {
                    throw new IOException("文件在导出时变了：" + entry.path());
                }
                sha256.put(entry.path(), digest.sha256());
                second.put(entry.path(), digest.sm3());
            }
        }
        List<Entry> all = new ArrayList<>(tags);
        all.add(Entry.of(MANIFEST, manifest(sha256)));
        if (sm3) {
            all.add(Entry.of(MANIFEST_SM3, manifest(second)));
        }
        if (keys.canSign()) {
            all.add(Entry.of(KEY, keys.publicPem()));
        }
        SortedMap<String, String> tagDigests = new TreeMap<>();
        for (Entry entry : all) {
            try (InputStream in = entry.content().open()) {
                tagDigests.put(entry.path(), Digester.read(in, false).sha256());
            }
        }
        String tagManifest = manifest(tagDigests);
        all.add(Entry.of(TAGS, tagManifest));
        if (keys.canSign()) {
            all.add(Entry.of(SIGNATURE, keys.sign(tagManifest.getBytes(StandardCharsets.UTF_8)) + "\n"));
        }
        all.addAll(payload);
        all.sort(Comparator.comparing(Entry::path));
        return all;
    }
}
