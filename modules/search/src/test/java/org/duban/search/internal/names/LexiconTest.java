package org.duban.search.internal.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LexiconTest {

    /** Few letters, so that words begin alike. */
    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings().withChars("ab住建").ofMaxLength(6).list().ofMaxSize(60);
    }

    @Property
    void findsItsWordsAndNoOthers(@ForAll("words") List<String> words, @ForAll("words") List<String> others) {
        Lexicon lexicon = Lexicon.of(words);
        TreeSet<String> expected = new TreeSet<>(words);
        expected.remove("");
        assertEquals(expected.size(), lexicon.size());
        int number = 0;
        for (String word : expected) {
            assertEquals(word, lexicon.word(number));
            assertEquals(number++, lexicon.find(word));
        }
        for (String other : others) {
            assertEquals(expected.contains(other), lexicon.contains(other));
        }
    }

    @Property
    void walkingDownVisitsEveryWordOnce(@ForAll("words") List<String> words) {
        Lexicon lexicon = Lexicon.of(words);
        List<String> visited = new ArrayList<>();
        walk(lexicon, 0, lexicon.size(), 0, "", visited);
        TreeSet<String> expected = new TreeSet<>(words);
        expected.remove("");
        assertEquals(List.copyOf(expected), visited);
    }

    private static void walk(Lexicon lexicon, int from, int to, int depth, String prefix, List<String> visited) {
        if (depth > 0 && lexicon.endsAt(from, depth)) {
            visited.add(prefix);
        }
        for (int child = lexicon.children(from, depth); child < to; ) {
            int end = lexicon.childEnd(child, to, depth);
            assertTrue(end > child && end <= to);
            walk(lexicon, child, end, depth + 1, prefix + lexicon.at(child, depth), visited);
            child = end;
        }
    }

    @Test
    void anEmptyLexiconHasNothing() {
        assertEquals(-1, Lexicon.of(List.of("")).find("住"));
        assertEquals(-1, Lexicon.of(List.of()).find(""));
    }
}
