package org.duban.dossier.internal;

import java.text.Normalizer;

/** Texts as catalogues and file names need them. */
final class Texts {

    private static final String ELLIPSIS = "…";
    private static final int LONGEST_NAME = 60;

    private Texts() {}

    /** One line without control characters, cut to a length; a pair of surrogates is never cut in two. */
    static String line(String text, int longest) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + ELLIPSIS;
    }

    /**
     * A name any file system takes: composed (NFC), without what Windows forbids, the ending kept.
     *
     * @param name of which only the last part counts
     */
    static String fileName(String name) {
        String clean = Normalizer.normalize(
                        name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1),
                        Normalizer.Form.NFC)
                .replaceAll("[<>:\"/\\\\|?*\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]+", "_")
                .strip()
                .replaceAll("[. ]+$", "");
        int dot = clean.lastIndexOf('.');
        String ending = dot > 0 && clean.length() - dot <= 11 ? clean.substring(dot) : "";
        String stem = line(clean.substring(0, clean.length() - ending.length()), LONGEST_NAME)
                .replace(ELLIPSIS, "")
                .strip();
        return (stem.isEmpty() ? "文件" : stem) + ending;
    }

    /** Text for a page: nothing in it is markup. */
    static String html(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    boolean shown = c == '\n' || c == '\t' || !Character.isISOControl(c);
                    safe.appendCodePoint(shown && !(c >= 0xD800 && c <= 0xDFFF) ? c : 0xFFFD);
                }
            }
        });
        return safe.toString();
    }

    /** A field of a CSV file (RFC 4180), harmless when a spreadsheet opens it. */
    static String csv(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
