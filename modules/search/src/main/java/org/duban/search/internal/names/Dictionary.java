package org.duban.search.internal.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.search.internal.text.Folding;
import org.wltea.analyzer.cfg.Configuration;

/** The words of a dictionary, and how common each probably is. Immutable. */
final class Dictionary implements Vocabulary {
    private static final String DICTIONARY = "/dict/main2012.dic";

    private final Lexicon lexicon;
    /** The few words that are not written as they are folded (著名, folded 着名). */
    private final Map<String, String> shown;
    /** By character: how many words have it. */
    private final int[] uses;

    private Dictionary(Lexicon lexicon, Map<String, String> shown) {
        this.lexicon = lexicon;
        this.shown = shown;
        this.uses = new int[1 << Character.SIZE];
        for (int word = 0; word < lexicon.size(); word++) {
            for (int i = 0; i < lexicon.length(word); i++) {
                uses[lexicon.at(word, i)]++;
            }
        }
    }

    private static final class Standard {
        static final Dictionary WORDS = read();
    }

    /** The words of the IK analyzer's dictionary. Read at first use, which takes some tenths of a second. */
    static Dictionary standard() {
        return Standard.WORDS;
    }

    private static Dictionary read() {
        try (InputStream in = Configuration.class.getResourceAsStream(DICTIONARY)) {
            if (in == null) {
                throw new IllegalStateException(DICTIONARY + " is missing beside " + Configuration.class.getName());
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words of two units or more, in the writing they are shown in. */
    static Dictionary of(Iterable<String> words) {
        List<String> folded = new ArrayList<>();
        Map<String, String> shown = new HashMap<>();
        Set<String> plain = new HashSet<>();
        for (String word : words) {
            if (word.length() < 2) {
                continue;
            }
            String key = Folding.fold(word);
            folded.add(key);
            if (!key.equals(word)) {
                shown.putIfAbsent(key, word);
            } else {
                plain.add(key);
            }
        }
        shown.keySet().removeAll(plain);
        return new Dictionary(Lexicon.of(folded), Map.copyOf(shown));
    }

    @Override
    public Lexicon lexicon() {
        return lexicon;
    }

    @Override
    public String shown(int number) {
        String word = lexicon.word(number);
        return shown.getOrDefault(word, word);
    }

    /** A dictionary counts nothing; but what is common begins many longer words, and is made of characters that many words have. */
    @Override
    public double commonness(int number) {
        return 0;
    }
}
