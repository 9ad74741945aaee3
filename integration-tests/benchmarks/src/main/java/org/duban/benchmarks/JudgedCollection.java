package org.duban.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents, queries, and which documents answer which query. Read from a folder with three files in UTF-8, with or without a byte order mark,
 * lines ended in any way, empty lines passed over:
 *
 * <ul>
 *   <li>{@code corpus.jsonl}: a JSON object a line with {@code id}, {@code title} and {@code text}; title and text may be missing or null;
 *   <li>{@code queries.tsv}: an id, a tab, and the text, to the end of the line;
 *   <li>{@code qrels.txt}, as TREC writes it: query, anything, document, grade; a grade above 0 is relevant.
 * </ul>
 *
 * @param documents by id; of several with one id the last counts
 * @param queries those that can be measured: with a relevant document; in the order of the file
 * @param remarks what a reader should know of files that don't fit together; empty when they do
 */
record JudgedCollection(Map<String, Document> documents, List<Query> queries, List<String> remarks) {

    /** What may be found. */
    record Document(String title, String text) {}

    /**
     * What is looked for.
     *
     * @param grades by document, also by those that the collection doesn't have; at least one is above 0
     */
    record Query(String id, String text, Map<String, Integer> grades) {}

    /** @throws IllegalArgumentException for a line that can't be read, with the file and the line's number */
    static JudgedCollection read(Path folder) throws IOException {
        Map<String, Document> documents = new LinkedHashMap<>();
        forEachLine(folder.resolve("corpus.jsonl"), line -> {
            String id = Json.text(line, "id");
            if (id.isEmpty()) {
                throw new IllegalArgumentException("no id");
            }
            documents.put(id, new Document(Json.text(line, "title"), Json.text(line, "text")));
        });
        Map<String, String> texts = new LinkedHashMap<>();
        forEachLine(folder.resolve("queries.tsv"), line -> {
            int tab = line.indexOf('\t');
            if (tab < 0) {
                throw new IllegalArgumentException("no tab");
            }
            texts.put(line.substring(0, tab).strip(), line.substring(tab + 1).strip());
        });
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        forEachLine(folder.resolve("qrels.txt"), line -> {
            String[] fields = line.strip().split("\\s+");
            if (fields.length != 4) {
                throw new IllegalArgumentException("not four fields");
            }
            grades.computeIfAbsent(fields[0], query -> new HashMap<>()).put(fields[2], Integer.valueOf(fields[3]));
        });
        return of(documents, texts, grades);
    }

    private static JudgedCollection of(
            Map<String, Document> documents, Map<String, String> texts, Map<String, Map<String, Integer>> grades) {
        List<Query> queries = new ArrayList<>();
        int unknown = 0;
        texts.forEach((id, text) -> {
            Map<String, Integer> judged = grades.getOrDefault(id, Map.of());
            if (judged.values().stream().anyMatch(grade -> grade > 0)) {
                queries.add(new Query(id, text, judged));
            }
        });
        for (Query query : queries) {
            for (Map.Entry<String, Integer> judged : query.grades().entrySet()) {
                unknown += judged.getValue() > 0 && !documents.containsKey(judged.getKey()) ? 1 : 0;
            }
        }
        List<String> remarks = new ArrayList<>();
        remark(remarks, texts.size() - queries.size(), "queries have no relevant document and are left out");
        remark(
                remarks,
                grades.keySet().stream().filter(id -> !texts.containsKey(id)).count(),
                "judged queries are not in queries.tsv and are left out");
        remark(remarks, unknown, "relevant documents are not in corpus.jsonl; nobody can find them");
        return new JudgedCollection(documents, queries, remarks);
    }

    private static void remark(List<String> remarks, long count, String what) {
        if (count > 0) {
            remarks.add(count + " " + what);
        }
    }

    private interface Line {
        void read(String line);
    }

    private static void forEachLine(Path file, Line each) throws IOException {
        // Not a line at a time: only \n and \r end a line, and U+2028 or a half surrogate is part of a text.
        String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : (all.startsWith("\uFEFF") ? all.substring(1) : all).split("\r\n|\n|\r", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                each.read(line);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(file + ", line " + number + ": " + e.getMessage(), e);
            }
        }
    }
}
