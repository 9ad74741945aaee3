package org.duban.plugin.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file says: Java properties, each key once, with {@code ${env:NAME}} and {@code ${file:path}} replaced by what
 * stands elsewhere.
 *
 * @param values by key
 * @param files the files that were or would have been read for them
 */
record Settings(SortedMap<String, Value> values, Set<Path> files) {

    /** A secret is short. */
    private static final int MAX_BYTES = 1 << 16;

    private static final Pattern ELSEWHERE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

    /**
     * A value.
     *
     * @param written as it stands in the file: what may be shown
     * @param text what it means
     */
    record Value(String written, String text) {}

    /** Mistakes in a file, and the files it would have read, for a look whether they have come. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Set<Path> files;
        private final String reason;

        Unreadable(List<String> mistakes, Set<Path> files) {
            super(Refusal.joined(mistakes));
            this.reason = Refusal.joined(mistakes);
            this.files = Set.copyOf(files);
        }

        String reason() {
            return reason;
        }

        Set<Path> files() {
            return files;
        }
    }

    /**
     * Reads a file's text.
     *
     * @param folder where relative paths begin
     * @param environment a variable's value, or null
     */
    static Settings read(String text, Path folder, UnaryOperator<@Nullable String> environment) throws Unreadable {
        List<String> mistakes = new ArrayList<>();
        Set<Path> files = new LinkedHashSet<>();
        SortedMap<String, Value> values = new TreeMap<>();
        properties(text, mistakes).forEach((key, written) -> {
            String meant = ELSEWHERE
                    .matcher(written)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(elsewhere(key, found, folder, environment, mistakes, files)));
            values.put(key, new Value(written, meant));
        });
        if (!mistakes.isEmpty()) {
            throw new Unreadable(mistakes, files);
        }
        return new Settings(Collections.unmodifiableSortedMap(values), files);
    }

    private static Map<String, String> properties(String text, List<String> mistakes) {
        SortedMap<String, String> values = new TreeMap<>();
        Properties each = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                if (values.putIfAbsent(key.toString(), value.toString()) != null) {
                    mistakes.add(key + " 出现了两次");
                }
                return null;
            }
        };
        try {
            each.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add("不是 properties 格式：" + Refusal.said(e));
        }
        return values;
    }

    private static String elsewhere(
            String key,
            MatchResult found,
            Path folder,
            UnaryOperator<@Nullable String> environment,
            List<String> mistakes,
            Set<Path> files) {
        String name = found.group(2);
        if (found.group(1).equals("env")) {
            String value = environment.apply(name);
            if (value == null) {
                mistakes.add(key + "：没有环境变量 " + name);
                return "";
            }
            return value;
        }
        try {
            Path file = folder.resolve(name);
            files.add(file);
            return TextFile.read(file, MAX_BYTES).strip();
        } catch (Refusal | RuntimeException e) {
            mistakes.add(key + "：" + found.group() + " " + (e instanceof Refusal refusal ? refusal.reason() : e));
            return "";
        }
    }
}
