package org.duban.search.internal.names;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Which characters look alike: the table {@code similar-shapes.txt}. */
final class Shapes {
    private static final String TABLE = "similar-shapes.txt";
    private static final Map<Character, String> SIMILAR = read();

    private Shapes() {}

    private static Map<Character, String> read() {
        Map<Character, String> similar = new HashMap<>();
        try (InputStream in = Shapes.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing beside " + Shapes.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    similar.put(line.charAt(0), line.substring(1));
                }
            }
            return both(similar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds to each character those that name it, after its own. */
    private static Map<Character, String> both(Map<Character, String> similar) {
        Map<Character, StringBuilder> all = new HashMap<>();
        similar.forEach((character, others) -> all.put(character, new StringBuilder(others)));
        for (Map.Entry<Character, String> entry : similar.entrySet()) {
            String own = String.valueOf(entry.getKey());
            for (char other : entry.getValue().toCharArray()) {
                StringBuilder others = all.computeIfAbsent(other, c -> new StringBuilder());
                if (others.indexOf(own) < 0) {
                    others.append(own);
                }
            }
        }
        Map<Character, String> both = new HashMap<>();
        all.forEach((character, others) -> both.put(character, others.toString()));
        return both;
    }

    /** The characters most like this one, most alike first; none for what is no common character. */
    static String of(char character) {
        return SIMILAR.getOrDefault(character, "");
    }
}
