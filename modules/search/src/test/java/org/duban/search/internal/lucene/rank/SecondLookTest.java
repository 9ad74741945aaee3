package org.duban.search.internal.lucene.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.GramStream;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Everything;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Like;
import org.duban.spi.search.Condition.Need;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecondLookTest {

    private static final String GRAMS = "g";
    private static final String CHARACTERS = "c";
    private static final FieldType POSITIONS = new FieldType();

    static {
        POSITIONS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        POSITIONS.freeze();
    }

    private final SecondLook look = new SecondLook(new PlainVocabulary(Words::standard), GRAMS, CHARACTERS);
    private final Directory directory = new ByteBuffersDirectory();

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    /** Texts as matters 0, 1, …, and many that have nothing to do with them. */
    private void write(String... texts) throws IOException {
        CharacterCounts counts = new CharacterCounts();
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int i = 0; i < texts.length + 40; i++) {
                char[] folded = Folding.fold(i < texts.length ? texts[i] : "其他事项第" + i + "件")
                        .toCharArray();
                counts.clear();
                counts.add(folded, 0, folded.length, 1);
                Document document = new Document();
                document.add(new Field(GRAMS, new GramStream().text(new String(folded)), POSITIONS));
                document.add(new BinaryDocValuesField(CHARACTERS, counts.finish()));
                writer.addDocument(document);
                if (i % 2 == 0) {
                    writer.flush(); // several segments
                }
            }
        }
    }

    private ScoreDoc[] order(Condition wanted, int... documents) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            ScoreDoc[] best = IntStream.of(documents)
                    .mapToObj(document -> new ScoreDoc(document, 1))
                    .toArray(ScoreDoc[]::new);
            return look.order(new IndexSearcher(reader), wanted, best);
        }
    }

    private int[] documents(String text, int... documents) throws IOException {
        return Arrays.stream(order(new About(text, Need.MOST), documents))
                .mapToInt(match -> match.doc)
                .toArray();
    }

    @Test
    @DisplayName("many of the words once come before one of them often: 油烟 噪音 停车")
    void manyOnceBeforeOneOften() throws IOException {
        write("油烟油烟油烟油烟油烟油烟，还是油烟", "这里有油烟，也有噪音，还不好停车");

        assertArrayEquals(new int[] {1, 0}, documents("油烟噪音停车", 0, 1));
    }

    @Test
    @DisplayName("what is said at the beginning counts more")
    void earlyBeforeLate() throws IOException {
        String other = "本周例行巡查情况记录如下".repeat(20);
        write(other + "晏家坪油烟", "晏家坪油烟" + other);

        assertArrayEquals(new int[] {1, 0}, documents("晏家坪油烟", 0, 1));
    }

    @Test
    @DisplayName("a word that shares its characters comes near: 房产证, 不动产证")
    void sharedCharacters() throws IOException {
        write("办理驾驶证的手续很麻烦", "办理不动产证的手续很麻烦");

        assertArrayEquals(new int[] {1, 0}, documents("办理房产证", 0, 1));
    }

    @Test
    @DisplayName("of several parts, those that stand there as written count more: 城市更新 老旧小区")
    void partsAsWritten() throws IOException {
        write("城市的老区更新，小城旧区新，老小旧城市更", "城市更新，改造老旧小区，等等等等等等等");

        assertArrayEquals(new int[] {1, 0}, documents("城市更新 老旧小区", 0, 1));
    }

    @Test
    @DisplayName("a text that has the word comes before one that has only some of its characters side by side: 公积金")
    void wholeWords() throws IOException {
        write("公积水公积水很多积金积金之类的事", "提取住房公积金的有关事情要怎么办");

        assertArrayEquals(new int[] {1, 0}, documents("公积金", 0, 1));
    }

    @Test
    @DisplayName("what stands there as it was typed comes first, though others say the words earlier")
    void asTyped() throws IOException {
        String other = "本周例行巡查情况记录如下".repeat(10);
        write("油烟多，扰民，噪声大" + other, other + "晏家坪油烟、噪声扰民");

        assertArrayEquals(new int[] {1, 0}, documents("油烟 噪声扰民", 0, 1));
    }

    @Test
    @DisplayName("that all pairs of it are somewhere isn't enough: 金港城三期, 城三期满…金港城")
    void asTypedInOnePart() throws IOException {
        write("城三期满，金港城", "本周例行巡查情况记录如下".repeat(3) + "金港城三期");

        assertArrayEquals(new int[] {1, 0}, documents("金港城三期", 0, 1));
    }

    @Test
    void howItIsAskedHardlyCounts() throws IOException {
        write("请问怎么办理，请问如何办理，请问怎么", "公积金提取的手续在这里");

        assertArrayEquals(new int[] {1, 0}, documents("请问公积金怎么提取", 0, 1));
    }

    @Test
    void equalsStayInTheirOrder() throws IOException {
        write("油烟扰民", "油烟扰民", "油烟扰民");

        assertArrayEquals(new int[] {2, 0, 1}, documents("油烟", 2, 0, 1));
    }

    @Test
    void everyScoreIsPositiveAndNoMatchIsLost() throws IOException {
        write("油烟", "无关".repeat(2_000), "");

        ScoreDoc[] ordered = order(new About("请问油烟怎么处理和投诉", Need.MOST), 0, 1, 2, 7);

        assertEquals(0, ordered[0].doc);
        assertEquals(
                Set.of(0, 1, 2, 7),
                Set.copyOf(Arrays.stream(ordered).map(match -> match.doc).toList()));
        for (int i = 0; i < ordered.length; i++) {
            assertTrue(ordered[i].score > 0);
            assertTrue(i == 0 || ordered[i - 1].score >= ordered[i].score);
        }
    }

    @Test
    void anEmptyIndexAndNoMatchesAreNoTrouble() throws IOException {
        write();

        assertEquals(0, order(new About("油烟", Need.MOST)).length);
        assertArrayEquals(new int[] {3}, documents("？", 3));
    }

    @Test
    void whatHasNoTextsIsNotLookedAt() {
        Condition key = new Key("UNIT", Set.of("u1"));

        assertFalse(SecondLook.isWorthIt(new Everything()));
        assertFalse(SecondLook.isWorthIt(new And(List.of(key, new Not(new Contains("油烟"))))));
        assertFalse(SecondLook.isWorthIt(new Like("油烟", "扰民")));
        assertTrue(SecondLook.isWorthIt(new And(List.of(key, new Contains("油烟")))));
        assertTrue(SecondLook.isWorthIt(new Within(Set.of(TextKind.REPLY), new About("油烟", Need.ALL))));
    }
}
