package org.duban.paper.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A title as its lines: of about one length, none cut inside a word that is known (GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，
 * 长短适宜). Of all ways to break it the one with the least cost is taken.
 */
final class TitleLines {

    /** Characters of 二号 (22 pt, set a quarter point closer) in 156 mm; one less, for a line that is full to the edge isn't 对称. */
    private static final int LONGEST = 19;

    /** What a break costs, in squared characters of unevenness. */
    private static final double INSIDE_A_WORD = 60;

    private static final double INSIDE_BRACKETS = 12;
    private static final double ANYWHERE = 4;
    private static final double AT_A_JOINT = 0;
    private static final double FORBIDDEN = 10_000;

    private static final String ENDS_WELL = "的、，和与及对为》”）〕";
    private static final String BEGINS_WELL = "《“";
    private static final String NEVER_FIRST = "的、，。；：》”）〕和与及等";
    private static final String NEVER_LAST = "《“（〔";
    private static final String OPENING = "《“（〔";
    private static final String CLOSING = "》”）〕";

    private static final String NUMERALS = "一二三四五六七八九十百千万零两";
    private static final String COUNTED = "年月日号期件项次大个%";

    private static final List<String> WORDS = words();

    private TitleLines() {}

    private static List<String> words() {
        try (InputStream in = Objects.requireNonNull(TitleLines.class.getResourceAsStream("title-words.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(word -> word.length() > 1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a title, one when it fits into one; at least one. */
    static List<String> of(String title) {
        int[] characters = title.codePoints().toArray();
        double[] width = new double[characters.length + 1];
        for (int i = 0; i < characters.length; i++) {
            width[i + 1] = width[i] + (characters[i] < 0x2E80 && "“”—…·".indexOf(characters[i]) < 0 ? 0.5 : 1);
        }
        int count = (int) Math.ceil(width[characters.length] / LONGEST);
        if (count <= 1) {
            return List.of(title);
        }
        double[] breaks = breaks(characters);
        int last = characters.length;
        // cheapest[k][i]: the characters before i in k lines.
        for (; ; count++) {
            double[][] cheapest = new double[count + 1][last + 1];
            int[][] from = new int[count + 1][last + 1];
            for (double[] row : cheapest) {
                Arrays.fill(row, Double.POSITIVE_INFINITY);
            }
            cheapest[0][0] = 0;
            double even = width[last] / count;
            for (int line = 1; line <= count; line++) {
                for (int end = 1; end <= last; end++) {
                    for (int start = end - 1; start >= 0 && width[end] - width[start] <= LONGEST + 1; start--) {
                        double uneven = width[end] - width[start] - even;
                        double cost = cheapest[line - 1][start] + uneven * uneven + (end == last ? 0 : breaks[end]);
                        if (cost <= cheapest[line][end]) {
                            cheapest[line][end] = cost;
                            from[line][end] = start;
                        }
                    }
                }
            }
            if (cheapest[count][last] < Double.POSITIVE_INFINITY) {
                return lines(characters, from, count);
            }
        }
    }

    private static List<String> lines(int[] characters, int[][] from, int count) {
        List<String> lines = new ArrayList<>();
        int end = characters.length;
        for (int line = count; line > 0; line--) {
            int start = from[line][end];
            lines.add(0, new String(characters, start, end - start).strip());
            end = start;
        }
        return lines;
    }

    /** What it costs to break before each character. */
    private static double[] breaks(int[] characters) {
        String title = new String(characters, 0, characters.length);
        double[] cost = new double[characters.length];
        int open = 0;
        for (int i = 1; i < characters.length; i++) {
            int before = characters[i - 1];
            int after = characters[i];
            open += OPENING.indexOf(before) >= 0 ? 1 : CLOSING.indexOf(before) >= 0 ? -1 : 0;
            if (NEVER_FIRST.indexOf(after) >= 0 || NEVER_LAST.indexOf(before) >= 0 || together(before, after)) {
                cost[i] = FORBIDDEN;
            } else {
                boolean joint = ENDS_WELL.indexOf(before) >= 0
                        || BEGINS_WELL.indexOf(after) >= 0
                        || Character.isWhitespace(before);
                cost[i] = (joint ? AT_A_JOINT : ANYWHERE) + (open > 0 ? INSIDE_BRACKETS : 0);
            }
        }
        for (String word : WORDS) {
            for (int at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + 1)) {
                int first = title.codePointCount(0, at);
                for (int i = first + 1; i < first + word.length(); i++) {
                    cost[i] += INSIDE_A_WORD;
                }
            }
        }
        return cost;
    }

    /** Numbers and words of letters aren't cut, nor is a number from what it counts. */
    private static boolean together(int before, int after) {
        return narrow(before) && narrow(after)
                || (narrow(before) || NUMERALS.indexOf(before) >= 0) && COUNTED.indexOf(after) >= 0;
    }

    private static boolean narrow(int character) {
        return character < 0x2E80 && Character.isLetterOrDigit(character) || character == '.';
    }
}
