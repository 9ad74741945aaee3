package org.duban.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.duban.benchmarks.JudgedCollection.Document;
import org.duban.benchmarks.JudgedCollection.Query;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedCollectionTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aCollection() throws IOException {
        corpus("{\"id\":\"d1\",\"title\":\"油烟\",\"text\":\"扰民\"}\n");
        queries("q1\t油烟扰民\n");
        qrels("q1 0 d1 1\n");
    }

    private void corpus(String lines) throws IOException {
        Files.writeString(folder.resolve("corpus.jsonl"), lines);
    }

    private void queries(String lines) throws IOException {
        Files.writeString(folder.resolve("queries.tsv"), lines);
    }

    private void qrels(String lines) throws IOException {
        Files.writeString(folder.resolve("qrels.txt"), lines);
    }

    private JudgedCollection read() throws IOException {
        return JudgedCollection.read(folder);
    }

    @Test
    void whatFitsTogetherNeedsNoRemark() throws IOException {
        JudgedCollection collection = read();

        assertEquals(Map.of("d1", new Document("油烟", "扰民")), collection.documents());
        assertEquals(List.of(new Query("q1", "油烟扰民", Map.of("d1", 1))), collection.queries());
        assertEquals(List.of(), collection.remarks());
    }

    @Test
    @DisplayName("byte order mark, CRLF, empty lines, a last line without an end")
    void lineEnds() throws IOException {
        corpus("\uFEFF{\"id\":\"d1\",\"text\":\"甲\"}\r\n\r\n{\"id\":\"d2\",\"text\":\"乙\u2028丙\"}");
        queries("\uFEFFq1\t甲\r\nq2\t乙 \r\n");
        qrels("\uFEFFq1\t0\td1\t1\r\nq2  0  d2  2");

        assertEquals(Map.of("d1", new Document("", "甲"), "d2", new Document("", "乙\u2028丙")), read().documents());
        assertEquals(
                List.of(new Query("q1", "甲", Map.of("d1", 1)), new Query("q2", "乙", Map.of("d2", 2))),
                read().queries());
    }

    @Test
    @DisplayName("titles and texts may be missing or null, ids may be numbers, other fields anything")
    void documents() throws IOException {
        corpus("""
                {"id": 7, "title": null, "text": "甲", "more": {"id": "x", "list": [1, {}]}}
                {"text": "乙", "id": "8"}
                {"id": "9"}
                """);

        assertEquals(
                Map.of("7", new Document("", "甲"), "8", new Document("", "乙"), "9", new Document("", "")),
                read().documents());
    }

    @Test
    void aTextMayHaveTabs() throws IOException {
        queries("q1\t油烟\t扰民\n");

        assertEquals("油烟\t扰民", read().queries().get(0).text());
    }

    @Test
    void whatCannotBeMeasuredIsLeftOutAndSaid() throws IOException {
        queries("q1\t油烟\nq2\t没有判断\nq3\t都不相关\n");
        qrels("q1 0 d1 1\nq1 0 gone 1\nq3 0 d1 0\nq9 0 d1 1\n");

        assertEquals(List.of(new Query("q1", "油烟", Map.of("d1", 1, "gone", 1))), read().queries());
        assertEquals(
                List.of(
                        "2 queries have no relevant document and are left out",
                        "1 judged queries are not in queries.tsv and are left out",
                        "1 relevant documents are not in corpus.jsonl; nobody can find them"),
                read().remarks());
    }

    @Test
    void aLineThatCannotBeReadIsNamed() throws IOException {
        queries("q1\t油烟\nq2 扰民\n");

        String message =
                assertThrows(IllegalArgumentException.class, this::read).getMessage();
        assertTrue(message.contains("queries.tsv, line 2"), message);
    }

    @Test
    void aDocumentThatIsNoJsonIsNamed() throws IOException {
        corpus("{\"id\":\"d1\"}\nd2\n");

        String message =
                assertThrows(IllegalArgumentException.class, this::read).getMessage();
        assertTrue(message.contains("corpus.jsonl, line 2"), message);
    }
}
