package org.duban.search.internal.lucene;

import static org.duban.search.internal.lucene.Sample.asked;
import static org.duban.search.internal.lucene.Sample.matter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Identifiers;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Within;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;

/** Whatever stands in a text is found, all of it and nothing else: the index against reading everything. */
class RecallTest {

    private static Path folder;
    private static LuceneEngine engine;
    private static int generation;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("recall");
        engine = new LuceneEngine(folder, Words::standard);
    }

    @AfterContainer
    static void stop() throws IOException {
        engine.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    /** A text of a matter. */
    record Piece(int matter, TextKind kind, String text) {}

    @Provide
    Arbitrary<List<Piece>> corpus() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of(TextKind.TITLE, TextKind.CONTENT, TextKind.REPLY),
                        text())
                .as(Piece::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    /** Few characters, so that texts repeat themselves and one another; also such as count for nothing, or two units. */
    private static Arbitrary<String> text() {
        return Arbitraries.of(
                        "油", "烟", "扰", "民", "督", "查", "督", "𠮷", "a", "B", "2", "３", "，", "。", " ", "\n", "（", "\uD840",
                        "😀", "煙", "①")
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(list -> String.join("", list));
    }

    @Property(tries = 150)
    void everySubstringIsFoundWhereItStandsAndNowhereElse(
            @ForAll("corpus") List<Piece> corpus, @ForAll long seed, @ForAll Set<TextKind> kinds) throws Exception {
        Random random = new Random(seed);
        String name = "g" + generation++;
        try (SearchIndex index = engine.open(name)) {
            for (int matter = 0; matter <= 20; matter++) {
                Sample sample = matter("m" + matter);
                int number = matter;
                List<Piece> pieces = corpus.stream()
                        .filter(piece -> piece.matter() == number)
                        .toList();
                pieces.forEach(piece -> sample.text(piece.kind(), piece.text()));
                index.put(List.of(sample.build()));
                if (random.nextInt(4) == 0) {
                    index.refresh(); // several segments
                }
            }
            index.refresh();
            for (int attempt = 0; attempt < 20; attempt++) {
                String wanted =
                        substring(corpus.get(random.nextInt(corpus.size())).text(), random);
                if (counting(wanted).isEmpty() || !Identifiers.of(wanted).isEmpty()) {
                    continue;
                }
                check(index, corpus, wanted, EnumSet.allOf(TextKind.class), new Contains(wanted));
                check(index, corpus, wanted, kinds, new Within(kinds, new Contains(wanted)));
            }
        }
        engine.drop(name);
    }

    private static String substring(String text, Random random) {
        int from = random.nextInt(text.length());
        return text.substring(from, from + 1 + random.nextInt(text.length() - from));
    }

    private static void check(
            SearchIndex index, List<Piece> corpus, String wanted, Set<TextKind> kinds, Condition condition) {
        Set<String> expected = new HashSet<>();
        for (Piece piece : corpus) {
            if (kinds.contains(piece.kind()) && counting(piece.text()).contains(counting(wanted))) {
                expected.add("m" + piece.matter());
            }
        }
        Found found = index.find(Sample.page(100, null, asked(condition)));
        Set<String> ids = new HashSet<>();
        found.matches().forEach(match -> ids.add(match.matter().id().value()));
        assertEquals(expected, ids, () -> "“" + wanted + "” within " + kinds);
        assertEquals(expected.size(), found.total());
        assertEquals(expected.size(), index.count(asked(new Condition.Everything(), condition)));
    }

    /** What of a text can be searched for; a lone surrogate can't. */
    private static String counting(String text) {
        StringBuilder counting = new StringBuilder();
        Folding.fold(text).codePoints().filter(Folding::counts).forEach(counting::appendCodePoint);
        return counting.toString();
    }

    @Provide
    Arbitrary<List<String>> anyTexts() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(40).list().ofMaxSize(5);
    }

    @Property(tries = 300)
    void aMatterIsGivenBackAsItWasPut(@ForAll("anyTexts") List<String> texts, @ForAll Set<String> values)
            throws IOException {
        Sample sample = matter("m1").key("/any/field", values.toArray(String[]::new));
        texts.forEach(text -> sample.text(TextKind.CONTENT, text));
        MatterText matter = sample.build();

        assertEquals(matter, MatterCodec.decode(MatterCodec.encode(matter)));
    }

    @Property(tries = 500)
    void theBeginningOfAnIdSortsLikeTheId(@ForAll("ids") String one, @ForAll("ids") String other) {
        Assume.that(!one.equals(other));
        int order = Long.compare(IdOrder.beginning(one), IdOrder.beginning(other));

        if (order == 0) {
            assertEquals(one.substring(0, 10), other.substring(0, 10));
        } else {
            assertEquals(Integer.signum(one.compareTo(other)), order);
        }
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars("-09AZaz").ofMinLength(1).ofMaxLength(14);
    }
}
