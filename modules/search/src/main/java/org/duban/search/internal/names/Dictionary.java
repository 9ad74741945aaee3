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

/** The words of a dictionary, and how common each probably is. Immutable. */
final class Dictionary implements Vocabulary {
    /** In the jar of ik-analyzer, Apache License 2.0. */
    private static final String DICTIONARY = "/dict/main2012.dic";

    /**
     * Folded to 着, though 显著 is right; the dictionary has it beside 显着, as careless conversion from traditional
     * writing made it.
     */
    private static final char KEPT = '著';

    /** So many longer words are as good as more. */
    private static final int MANY = 30;
    /** So many words with a character are as good as more. */
    private static final int OFTEN = 2000;

    private static final int MOST_COMMON = 100;

    private final Lexicon lexicon;
    /** The few words that are not written as they are folded (著名, folded 着名). */
    private final Map<String, String> shown;
    /** By word, from 0 to {@value #MOST_COMMON}. */
    private final byte[] commonness;

    private Dictionary(Lexicon lexicon, Map<String, String> shown) {
        this.lexicon = lexicon;
        this.shown = shown;
        this.commonness = commonness(lexicon);
    }

    /**
     * A dictionary counts nothing; but what is common begins many longer words, and is made of characters that many
     * words have.
     */
    private static byte[] commonness(Lexicon lexicon) {
        int[] uses = new int[1 << Character.SIZE];
        int[] longer = new int[lexicon.size()];
        int[] open = new int[Lexicon.LONGEST]; // the words that the current one begins with
        int depth = 0;
        for (int word = 0; word < longer.length; word++) {
            for (int i = 0; i < lexicon.length(word); i++) {
                uses[lexicon.at(word, i)]++;
            }
            while (depth > 0 && !lexicon.begins(word, open[depth - 1])) {
                depth--;
            }
            for (int i = 0; i < depth; i++) {
                longer[open[i]]++;
            }
            open[depth++] = word;
        }
        byte[] commonness = new byte[longer.length];
        for (int word = 0; word < commonness.length; word++) {
            int rarest = Integer.MAX_VALUE;
            for (int i = 0; i < lexicon.length(word); i++) {
                rarest = Math.min(rarest, uses[lexicon.at(word, i)]);
            }
            commonness[word] = (byte) Math.round(MOST_COMMON * (share(longer[word], MANY) + share(rarest, OFTEN)) / 2);
        }
        return commonness;
    }

    private static double share(int count, int enough) {
        return Math.min(1, Math.log1p(count) / Math.log1p(enough));
    }

    private static final class Standard {
        static final Dictionary WORDS = read();
    }

    /** The words of the IK analyzer's dictionary. Read at first use, which takes some tenths of a second. */
    static Dictionary standard() {
        return Standard.WORDS;
    }

    private static Dictionary read() {
        try (InputStream in = Dictionary.class.getResourceAsStream(DICTIONARY)) {
            if (in == null) {
                throw new IllegalStateException(DICTIONARY + " of ik-analyzer is missing on the class path");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words of 2 to {@value Lexicon#LONGEST} units, in the writing they are shown in. */
    static Dictionary of(Iterable<String> words) {
        List<String> folded = new ArrayList<>();
        Map<String, String> shown = new HashMap<>();
        Set<String> plain = new HashSet<>();
        for (String word : words) {
            if (word.length() < 2 || word.length() > Lexicon.LONGEST) {
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
        plain.removeIf(key -> shown.getOrDefault(key, "").indexOf(KEPT) >= 0);
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

    @Override
    public double commonness(int number) {
        return commonness[number] / (double) MOST_COMMON;
    }
}
