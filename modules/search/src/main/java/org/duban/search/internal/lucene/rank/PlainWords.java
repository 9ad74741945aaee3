package org.duban.search.internal.lucene.rank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that tell nothing, or little, about what is looked for; data beside this class. */
final class PlainWords {

    /** How people ask and address an office: 请问, 怎么, 关于, 问题. */
    static final Set<String> ASKING = read("asking-words.txt");

    /** What only joins words: 的, 和, 属于. */
    static final Set<String> FUNCTION = read("function-words.txt");

    private PlainWords() {}

    private static Set<String> read(String name) {
        try (InputStream in = PlainWords.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + PlainWords.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split(" ")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
