package org.duban.ledger.internal.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.duban.ledger.internal.intake.Grid.Cell;
import org.duban.ledger.internal.intake.Grid.Line;

/**
 * Reads a .csv: UTF-8 with or without a mark, UTF-16 with one, GB18030 when it isn't UTF-8; commas, semicolons or tabs, whichever there
 * are most of in the first lines.
 */
final class CsvSheet {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char[] SEPARATORS = {',', '\t', ';', '，'};
    private static final int LOOK_AT = 20_000;

    private CsvSheet() {}

    static Grid read(Path file, String name, Tally tally) {
        try {
            Charset charset = charset(file, name);
            char separator = separator(file, charset);
            TreeMap<Integer, Line> lines = new TreeMap<>();
            try (Reader reader = reader(file, charset);
                    CsvReader<CsvRecord> csv = CsvReader.builder()
                            .fieldSeparator(separator)
                            .skipEmptyLines(false)
                            .ignoreDifferentFieldCount(true)
                            .maxBufferSize(1 << 20)
                            .ofCsvRecord(reader)) {
                int row = 0;
                for (CsvRecord record : csv) {
                    row++;
                    tally.row();
                    TreeMap<Integer, Cell> cells = new TreeMap<>();
                    for (int c = 0; c < record.getFieldCount(); c++) {
                        String text = unquoted(Fold.trim(record.getField(c)));
                        if (!text.isEmpty()) {
                            tally.cell(c, text);
                            cells.put(c, Cell.text(text));
                        }
                    }
                    if (!cells.isEmpty()) {
                        lines.put(row, new Line(false, cells));
                    }
                }
            }
            return new Grid(sheetName(name), false, false, lines, List.of());
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw Refused.damaged(name, e);
        }
    }

    /** {@code ="0012"}, by which some programs keep leading zeros, is the text 0012. */
    private static String unquoted(String text) {
        return text.length() > 3
                        && text.startsWith("=\"")
                        && text.endsWith("\"")
                        && text.indexOf('"', 2) == text.length() - 1
                ? text.substring(2, text.length() - 1)
                : text;
    }

    static String sheetName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    private static Charset charset(Path file, String name) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(3);
        }
        if (head.length >= 2 && (head[0] & 255) == 0xFF && (head[1] & 255) == 0xFE
                || head.length >= 2 && (head[0] & 255) == 0xFE && (head[1] & 255) == 0xFF) {
            return StandardCharsets.UTF_16;
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            if (decodes(file, charset, name)) {
                return charset;
            }
        }
        throw Refused.because(
                name, "既不是 UTF-8，也不是 GB18030", "UTF-8 或 GB18030（GBK）编码的 .csv", "文字编码无法识别", "The encoding isn't known");
    }

    private static boolean decodes(Path file, Charset charset, String name) throws IOException {
        try (Reader reader = reader(file, charset)) {
            char[] buffer = new char[1 << 14];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == 0) {
                        throw Refused.because(name, "含空字符", "纯文本的 .csv", "这不是文本文件", "The file is no text");
                    }
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Reader reader(Path file, Charset charset) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    private static char separator(Path file, Charset charset) throws IOException {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        try (Reader reader = reader(file, charset)) {
            int c = reader.read();
            for (int i = 0; i < LOOK_AT && c >= 0; i++, c = reader.read()) {
                if (c == '"') {
                    quoted = !quoted;
                }
                for (int s = 0; s < SEPARATORS.length; s++) {
                    if (!quoted && c == SEPARATORS[s]) {
                        counts[s]++;
                    }
                }
            }
        }
        int most = 0;
        // A full-width comma is one of a sentence as long as there is any other.
        for (int s = 1; s < SEPARATORS.length - 1; s++) {
            if (counts[s] > counts[most]) {
                most = s;
            }
        }
        return counts[most] == 0 && counts[SEPARATORS.length - 1] > 0
                ? SEPARATORS[SEPARATORS.length - 1]
                : SEPARATORS[most];
    }
}
