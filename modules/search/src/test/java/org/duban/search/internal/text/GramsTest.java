package org.duban.search.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.duban.search.internal.text.Grams.Gram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept and what is asked are cut alike, so that whatever stands in a text is found. */
class GramsTest {

    private final GramStream stream = new GramStream();

    @ParameterizedTest
    @ValueSource(strings = {"七督通〔2026〕3号", "七督通[2026]3号", "七督通（2026）３号", "七督通20263号", " 七督通 【2026】 3 号。"})
    @DisplayName("文号的括号怎么打都一样")
    void punctuation_and_space_part_nothing(String written) throws IOException {
        assertEquals(
                List.of("七督", "督通", "通2", "20", "02", "26", "63", "3号", "号"),
                terms(stream.text(Folding.fold(written))));
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.mixed(40);
    }

    @Property
    void every_part_of_a_text_is_found_as_a_phrase_and_every_character_as_a_beginning(
            @ForAll("texts") String text, @ForAll int a, @ForAll int b) throws IOException {
        int from = Math.floorMod(a, text.length() + 1);
        String asked = text.substring(from, from + Math.floorMod(b, text.length() - from + 1));
        List<String> kept = terms(stream.text(Folding.fold(text)));
        List<String> grams = Grams.of(Folding.fold(asked));
        int counting = Texts.counting(Folding.fold(asked)).size();
        if (counting == 1) {
            assertEquals(1, grams.size());
            assertTrue(kept.stream().anyMatch(term -> term.startsWith(grams.get(0))));
        } else {
            assertEquals(Math.max(0, counting - 1), grams.size());
            assertTrue(Collections.indexOfSubList(kept, grams) >= 0, () -> grams + " in " + kept);
        }
    }

    @Property
    void what_is_found_as_a_phrase_stands_there(@ForAll("texts") String text, @ForAll("texts") String asked)
            throws IOException {
        List<Integer> askedCharacters = Texts.counting(Folding.fold(asked));
        if (askedCharacters.size() > 1) {
            boolean found =
                    Collections.indexOfSubList(terms(stream.text(Folding.fold(text))), Grams.of(Folding.fold(asked)))
                            >= 0;
            boolean stands = Collections.indexOfSubList(Texts.counting(Folding.fold(text)), askedCharacters) >= 0;
            assertEquals(stands, found);
        }
    }

    @Property
    void the_cover_of_a_phrase_leaves_no_character_out_and_uses_no_gram_too_many(@ForAll("texts") String text) {
        String folded = Folding.fold(text);
        List<String> grams = Grams.of(folded);
        List<Gram> cover = Grams.cover(folded);
        cover.forEach(gram -> assertEquals(grams.get(gram.position()), gram.term()));
        int characters = Texts.counting(folded).size();
        assertEquals((characters + 1) / 2, cover.size());
        long covered = cover.stream()
                .flatMap(gram -> List.of(gram.position(), gram.position() + 1).stream())
                .filter(position -> position < characters)
                .distinct()
                .count();
        assertEquals(characters, covered);
    }

    @Property
    void a_text_is_cut_the_same_from_a_string_from_a_builder_and_from_the_middle_of_a_buffer(
            @ForAll("texts") String text) throws IOException {
        String folded = Folding.fold(text);
        List<String> terms = terms(new GramStream().text(folded));
        assertEquals(terms, terms(stream.text(new StringBuilder(folded))));
        char[] buffer = ("甲" + folded + "乙").toCharArray();
        assertEquals(terms, terms(stream.text(buffer, 1, buffer.length - 1)));
    }

    @Test
    void positions_grow_by_one_also_when_the_stream_is_used_again() throws IOException {
        PositionIncrementAttribute increment = stream.getAttribute(PositionIncrementAttribute.class);
        for (int i = 0; i < 2; i++) {
            stream.text("督，查督办").reset();
            while (stream.incrementToken()) {
                assertEquals(1, increment.getPositionIncrement());
            }
            stream.end();
            assertEquals(0, increment.getPositionIncrement());
            stream.close();
        }
    }

    @Test
    void a_real_index_takes_the_stream_again_and_again_and_finds_phrases_and_single_characters() throws IOException {
        try (Directory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (String text : List.of("七督通〔2026〕3号，重点工作", "七督通〔2026〕4号", "督办𠀀𠀁")) {
                Document document = new Document();
                document.add(new TextField("grams", stream.text(Folding.fold(text))));
                writer.addDocument(document);
            }
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                assertEquals(1, searcher.count(phrase("【2026】3号")));
                assertEquals(2, searcher.count(phrase("督通2026")));
                assertEquals(1, searcher.count(phrase("办𠀀")));
                assertEquals(0, searcher.count(phrase("督查")));
                assertEquals(2, searcher.count(new PrefixQuery(new Term("grams", "号"))));
                assertEquals(1, searcher.count(new PrefixQuery(new Term("grams", "𠀁"))));
            }
        }
    }

    private static PhraseQuery phrase(String text) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        Grams.cover(Folding.fold(text)).forEach(gram -> phrase.add(new Term("grams", gram.term()), gram.position()));
        return phrase.build();
    }

    @Test
    void a_large_text_is_cut_whole_and_not_kept() throws IOException {
        stream.text("督".repeat(5_000_000));
        assertTrue(stream.holdsText());
        assertEquals(5_000_000, terms(stream).size());
        assertFalse(stream.holdsText());
    }

    private static List<String> terms(TokenStream stream) throws IOException {
        List<String> terms = new ArrayList<>();
        TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
        stream.reset();
        while (stream.incrementToken()) {
            terms.add(term.getBytesRef().utf8ToString());
        }
        stream.end();
        stream.close();
        return terms;
    }
}
