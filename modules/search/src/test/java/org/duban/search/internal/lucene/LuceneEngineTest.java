package org.duban.search.internal.lucene;

import static org.duban.search.internal.lucene.Sample.asked;
import static org.duban.search.internal.lucene.Sample.titled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Everything;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.duban.spi.search.SearchIndex.Mark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class LuceneEngineTest {

    @TempDir
    private Path folder;

    private LuceneEngine engine;

    @BeforeEach
    void start() {
        engine = new LuceneEngine(folder, Words::standard);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void fill(String generation, Mark mark) {
        try (SearchIndex index = engine.open(generation)) {
            index.put(IntStream.range(0, 200)
                    .mapToObj(i -> titled("m" + i, "第" + i + "件：油烟扰民"))
                    .toList());
            index.commit(mark);
        }
    }

    private List<Path> files(String generation) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(generation))) {
            return files.filter(file -> !file.endsWith(IndexWriter.WRITE_LOCK_NAME))
                    .toList();
        }
    }

    private static void assertCode(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(DubanException.class, call).code());
    }

    @Test
    void whatWasCommittedIsThereAgainWithItsMark() {
        fill("g1", new Mark(17, true));

        try (SearchIndex index = engine.open("g1")) {
            assertEquals(new Mark(17, true), index.mark());
            assertEquals(200, index.size());
        }
    }

    @Test
    void whatWasNotCommittedIsLostWithItsMark() {
        try (SearchIndex index = engine.open("g1")) {
            index.put(List.of(titled("m1", "甲")));
            index.refresh();
            assertEquals(1, index.size());
        }
        try (SearchIndex index = engine.open("g1")) {
            assertEquals(Mark.NONE, index.mark());
            assertEquals(0, index.size());
        }
    }

    @Test
    void generationsAreListedInTheOrderOfTheirCreation() {
        fill("z", Mark.NONE);
        fill("g10", Mark.NONE);
        fill("g2", Mark.NONE);
        fill("z", Mark.NONE);

        assertEquals(List.of("z", "g10", "g2"), engine.generations());
        engine.drop("g10");
        engine.drop("g10");
        assertEquals(List.of("z", "g2"), engine.generations());
    }

    @Test
    void anOpenIndexIsNotOpenedAgainNorDropped() {
        try (SearchIndex index = engine.open("g1")) {
            assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> engine.open("g1"));
            try (LuceneEngine other = new LuceneEngine(folder, Words::standard)) {
                assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> other.open("g1"));
            }
            assertThrows(IllegalStateException.class, () -> engine.drop("g1"));
            assertEquals(0, index.size());
        }
    }

    @Test
    void namesAreLowerCaseLettersAndDigits() {
        assertThrows(IllegalArgumentException.class, () -> engine.open("../g1"));
        assertThrows(IllegalArgumentException.class, () -> engine.drop(""));
    }

    @Test
    void aLockLeftBehindDoesNotMatter() throws IOException {
        fill("g1", new Mark(1, true));
        Files.write(folder.resolve("g1").resolve(IndexWriter.WRITE_LOCK_NAME), new byte[0]);

        try (SearchIndex index = engine.open("g1")) {
            assertEquals(200, index.size());
        }
    }

    @Test
    void aMissingFileIsDamage() throws IOException {
        fill("g1", new Mark(1, true));
        for (Path file : files("g1")) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            assertCode(ErrorCode.INDEX_DAMAGED, () -> engine.open("g1").close());
            Files.write(file, bytes);
        }
        engine.open("g1").close();
    }

    @Test
    void aTruncatedFileIsDamage() throws IOException {
        fill("g1", new Mark(1, true));
        for (Path file : files("g1")) {
            byte[] bytes = Files.readAllBytes(file);
            for (int length : new int[] {0, bytes.length / 2, bytes.length - 1}) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(length);
                }
                assertCode(ErrorCode.INDEX_DAMAGED, () -> engine.open("g1").close());
                Files.write(file, bytes);
            }
        }
        engine.open("g1").close();
    }

    @Test
    void flippedBytesAreDamageOrHarmless() throws IOException {
        fill("g1", new Mark(1, true));
        Random random = new Random(7);
        for (Path file : files("g1")) {
            byte[] bytes = Files.readAllBytes(file);
            for (int attempt = 0; attempt < 40; attempt++) {
                byte[] damaged = bytes.clone();
                int at = random.nextInt(bytes.length);
                damaged[at] ^= (byte) (1 + random.nextInt(255));
                Files.write(file, damaged);
                try (SearchIndex index = engine.open("g1")) {
                    for (String text : List.of("油烟扰民", "第7件", "烟")) {
                        index.find(asked(new Contains(text)));
                    }
                } catch (DubanException e) {
                    assertEquals(ErrorCode.INDEX_DAMAGED, e.code(), file + " at " + at);
                }
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void foreignFilesAreDamage() throws IOException {
        Files.createDirectories(folder.resolve("g1"));
        Files.writeString(folder.resolve("g1").resolve("notes.txt"), "not an index");
        Files.writeString(folder.resolve("g2"), "not a folder");
        Files.createDirectories(folder.resolve("g3"));
        Files.writeString(folder.resolve("g3").resolve("segments_1"), "not a commit");

        assertCode(ErrorCode.INDEX_DAMAGED, () -> engine.open("g1"));
        assertCode(ErrorCode.INDEX_DAMAGED, () -> engine.open("g2"));
        assertCode(ErrorCode.INDEX_DAMAGED, () -> engine.open("g3"));
        assertEquals(3, engine.generations().size());
        engine.generations().forEach(engine::drop);
        assertEquals(List.of(), engine.generations());
    }

    @Test
    void anIndexOfAnotherVersionIsDamage() throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder.resolve("g1"));
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(java.util.Map.of("schema", "0").entrySet());
            writer.commit();
        }

        DubanException refused = assertThrows(DubanException.class, () -> engine.open("g1"));
        assertEquals(ErrorCode.INDEX_DAMAGED, refused.code());
        assertTrue(refused.getMessage().contains("schema"), refused.getMessage());
    }

    @Test
    void aCommitThatFailsCanBeRepeated() throws IOException {
        fill("g1", new Mark(5, true));
        FullDisk disk = new FullDisk(FSDirectory.open(folder.resolve("g1")));
        try (SearchIndex index = LuceneIndexes.open(disk)) {
            disk.full = true;
            index.put(List.of(titled("m999", "新的")));
            assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> index.commit(new Mark(6, true)));
            assertEquals(new Mark(5, true), index.mark());
            index.refresh();
            assertEquals(1, index.find(asked(new Contains("新的"))).total());

            disk.full = false;
            index.commit(new Mark(6, true));
        }

        try (SearchIndex again = engine.open("g1")) {
            assertEquals(new Mark(6, true), again.mark());
            assertEquals(201, again.size());
        }
    }

    @Test
    void afterAWriteThatLostSomethingSearchesGoOnAndAllElseIsRefusedUntilReopened() throws IOException {
        fill("g1", new Mark(5, true));
        FullDisk disk = new FullDisk(FSDirectory.open(folder.resolve("g1")));
        SearchIndex index = LuceneIndexes.open(disk);
        disk.full = true;
        List<MatterText> many =
                IntStream.range(0, 500).mapToObj(i -> titled("n" + i, "新的")).toList();

        assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> index.put(many));
        assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> index.put(List.of(titled("m998", "新的"))));
        assertCode(ErrorCode.INDEX_UNAVAILABLE, index::refresh);
        assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> index.commit(new Mark(6, true)));
        assertEquals(new Mark(5, true), index.mark());
        assertEquals(200, index.find(asked(new Contains("油烟"))).total());
        assertEquals(200, index.size());
        index.close();

        disk.full = false;
        try (SearchIndex again = engine.open("g1")) {
            assertEquals(new Mark(5, true), again.mark());
            assertEquals(200, again.size());
        }
    }

    @Test
    void theLastCommitIsSearchedBesideTheOneWhoWrites() {
        assertCode(ErrorCode.INDEX_DAMAGED, () -> engine.openLastCommit("g1"));
        fill("g1", new Mark(5, true));
        try (SearchIndex index = engine.open("g1");
                SearchIndex beside = engine.openLastCommit("g1")) {
            index.put(List.of(titled("m999", "新的")));
            index.refresh();
            beside.refresh();
            assertEquals(200, beside.size());
            index.commit(new Mark(6, true));
            beside.refresh();
            Found found = beside.find(asked(new Everything()));
            assertEquals(201, found.total());
            assertEquals(201, beside.count(asked(new Everything())));
            assertEquals(new Mark(6, true), beside.mark());
            assertThrows(UnsupportedOperationException.class, () -> beside.put(List.of()));
            assertThrows(UnsupportedOperationException.class, () -> beside.commit(Mark.NONE));
        }
    }

    @Test
    void afterItsEndAnIndexSaysSo() {
        SearchIndex index = engine.open("g1");
        index.close();

        assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> index.find(asked(new Everything())));
        assertCode(ErrorCode.INDEX_UNAVAILABLE, () -> index.put(List.of(titled("m1", "甲"))));
        assertFalse(engine.generations().isEmpty());
    }
}
