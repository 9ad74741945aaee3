package org.duban.paper.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A text as its paragraphs: a line each, those that are headings by GB/T 9704 known as such. */
final class Paragraphs {

    private static final Pattern FIRST = Pattern.compile("[一二三四五六七八九十百]+、.*");
    private static final Pattern SECOND = Pattern.compile("（[一二三四五六七八九十百]+）.*");
    private static final String ENDS_SENTENCE = "。；：！？，";
    private static final int LONGEST_HEADING = 40;
    private static final int MOST_POINTS = 6;

    private Paragraphs() {}

    static List<Map<String, Object>> of(String text) {
        List<String> lines = lines(text);
        List<Map<String, Object>> paragraphs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean first = heading(line, FIRST);
            boolean second = heading(line, SECOND);
            boolean last = i == lines.size() - 1;
            Map<String, Object> paragraph = new LinkedHashMap<>();
            paragraph.put("文字", line);
            paragraph.put("一级标题", first);
            paragraph.put("二级标题", second);
            paragraph.put("段落", !first && !second && !last);
            paragraph.put("末段", !first && !second && last);
            paragraphs.add(paragraph);
        }
        return paragraphs;
    }

    /** The paragraphs of a part of a report: no headings of the first order. */
    static List<Map<String, Object>> part(String text) {
        List<String> lines = lines(text);
        List<Map<String, Object>> paragraphs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean second = heading(lines.get(i), SECOND);
            boolean last = i == lines.size() - 1;
            paragraphs.add(Map.of("文字", lines.get(i), "二级标题", second, "段落", !second && !last, "末段", !second && last));
        }
        return paragraphs;
    }

    /** What a hurried reader needs of a part: its headings or, when it has none, the first sentence of each paragraph. */
    static List<Map<String, Object>> points(String text) {
        List<String> lines = lines(text);
        List<String> headings =
                lines.stream().filter(line -> heading(line, SECOND)).toList();
        List<String> points = headings.isEmpty()
                ? lines.stream()
                        .map(line -> line.substring(0, line.indexOf('。') + 1))
                        .filter(line -> !line.isEmpty())
                        .toList()
                : headings;
        return (points.isEmpty() ? lines : points)
                .stream()
                        .limit(MOST_POINTS)
                        .map(point -> Map.<String, Object>of("文字", point))
                        .toList();
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(Paragraphs::stripped)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Without the blanks people indent with; the template indents. */
    private static String stripped(String line) {
        return line.replaceAll("^[\\s\\u3000\\u00A0]+|[\\s\\u3000\\u00A0]+$", "");
    }

    private static boolean heading(String line, Pattern pattern) {
        return line.length() <= LONGEST_HEADING
                && pattern.matcher(line).matches()
                && line.chars().limit(line.length() - 1L).noneMatch(c -> "。；！？".indexOf(c) >= 0)
                && ("。".indexOf(line.charAt(line.length() - 1)) >= 0 && pattern == SECOND
                        || ENDS_SENTENCE.indexOf(line.charAt(line.length() - 1)) < 0);
    }
}
