package org.duban.ledger.internal.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.duban.api.DubanException;
import org.duban.ledger.internal.intake.Grid.Cell;
import org.duban.ledger.internal.intake.Grid.Line;
import org.duban.ledger.internal.intake.Grid.Merge;
import org.jspecify.annotations.Nullable;

/**
 * Reads an .xlsx (ECMA-376): texts, numbers, which of them are dates, merged cells. Formulas are seen, not computed. Every part is read as
 * a stream with what it unpacks to counted, and what is kept is counted, too; a document type declaration is refused.
 */
final class XlsxReader {

    private static final int DEEP = 1 << 20;
    private static final int MAX_COLUMN = 16_384;
    private static final int MAX_ROW = 1_048_576;
    private static final int MAX_MERGES = 20_000;
    private static final long MAX_MERGED_CELLS = 500_000;

    private final ZipFile zip;
    private final Tally tally;
    private final XMLInputFactory factory;

    private XlsxReader(ZipFile zip, Tally tally) {
        this.zip = zip;
        this.tally = tally;
        // The JDK's own, whatever a host has on its class path; nothing outside the part is ever read.
        this.factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // What is wrong with a file is thrown; by default it would be printed as well.
        factory.setXMLReporter((message, type, information, location) -> {});
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
    }

    /** @throws DubanException {@code SHEET_REFUSED} */
    static List<Grid> read(Path file, Tally tally) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            XlsxReader reader = new XlsxReader(zip, tally);
            reader.requireModest();
            return reader.sheets();
        } catch (DubanException e) {
            throw e;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            // Whatever a damaged file makes the parsers throw: the file is what is wrong.
            throw Refused.damaged(tally.file(), e);
        }
    }

    /** Looks at what the package says of itself. What it doesn't say truly is found while reading. */
    private void requireModest() {
        int entries = 0;
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            if (++entries > tally.limits().entries()) {
                throw Refused.tooLarge(tally.file(), "文件部件", tally.limits().entries());
            }
            suspicious(entry.getSize(), entry.getCompressedSize());
        }
    }

    private void suspicious(long unpacked, long packed) {
        if (unpacked > DEEP && packed > 0 && unpacked / packed > tally.limits().ratio()) {
            throw Refused.because(
                    tally.file(),
                    "压缩比 " + unpacked / packed,
                    "压缩比不超过 " + tally.limits().ratio() + " 的普通工作簿",
                    "文件的压缩比异常，疑似压缩炸弹",
                    "The file is packed suspiciously, it may be a zip bomb");
        }
    }

    // ---- parts

    /** Counts what comes out of a part. */
    private final class Counted extends FilterInputStream {
        private final long packed;
        private long count;

        Counted(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        private void count(int n) {
            count += n;
            tally.unpacked(n);
            suspicious(count, packed);
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read(XMLStreamReader xml) throws XMLStreamException;
    }

    /** Reads a part from its first element to its last, if it is there. */
    private boolean part(String name, Reading element) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return false;
        }
        try (InputStream in = new Counted(zip.getInputStream(entry), entry.getCompressedSize())) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                while (xml.hasNext()) {
                    int event = xml.next();
                    if (event == XMLStreamConstants.DTD) {
                        throw new XMLStreamException("a document type declaration");
                    }
                    if (event == XMLStreamConstants.START_ELEMENT) {
                        element.read(xml);
                    }
                }
            } finally {
                xml.close();
            }
        }
        return true;
    }

    /** The text of the {@code t} elements in the present element, without phonetic hints; ends at the element's end. */
    private String texts(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        boolean inText = false;
        int phonetic = 0;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (xml.getLocalName().equals("rPh")) {
                        phonetic = depth;
                    }
                    inText = phonetic == 0 && xml.getLocalName().equals("t");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == phonetic) {
                        phonetic = 0;
                    }
                    depth--;
                    inText = false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
                    if (inText) {
                        tally.characters(xml.getTextLength());
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        return unescaped(text.toString());
    }

    /** The characters directly in the present element; ends at its end. */
    private String simple(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (xml.hasText() && depth == 1 && event != XMLStreamConstants.COMMENT) {
                tally.characters(xml.getTextLength());
                text.append(xml.getText());
            }
        }
        return unescaped(text.toString());
    }

    /** {@code _x000D_} stands for a character that XML can't hold (§22.9.2.19). */
    private static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            if (i + 7 <= text.length() && text.startsWith("_x", i) && text.charAt(i + 6) == '_' && hex(text, i + 2)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 7;
            } else {
                out.append(text.charAt(i++));
            }
        }
        return out.toString();
    }

    private static boolean hex(String text, int from) {
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    // ---- the workbook

    private record Named(String name, String relation, boolean hidden) {}

    private List<Grid> sheets() throws IOException, XMLStreamException {
        String workbook = workbook();
        List<Named> named = new ArrayList<>();
        boolean[] from1904 = new boolean[1];
        boolean there = part(workbook, xml -> {
            switch (xml.getLocalName()) {
                case "workbookPr" -> {
                    String value = attribute(xml, "date1904");
                    from1904[0] = "1".equals(value) || "true".equals(value);
                }
                case "sheet" -> {
                    String state = attribute(xml, "state");
                    named.add(new Named(
                            Objects.requireNonNullElse(attribute(xml, "name"), ""),
                            Objects.requireNonNullElse(
                                    xml.getAttributeValue(null, "id") == null
                                            ? attribute(xml, "id")
                                            : xml.getAttributeValue(null, "id"),
                                    ""),
                            state != null && !state.equals("visible")));
                    if (named.size() > tally.limits().sheets()) {
                        throw Refused.tooLarge(
                                tally.file(), "工作表", tally.limits().sheets());
                    }
                }
                default -> {
                    // The rest of a workbook says nothing of its contents.
                }
            }
        });
        if (!there || named.isEmpty()) {
            throw new XMLStreamException("no workbook part, or no sheets in it");
        }
        Map<String, String> targets = relations(workbook);
        String strings = targets.values().stream()
                .filter(t -> t.toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml"))
                .findFirst()
                .orElse(folder(workbook) + "sharedStrings.xml");
        String styles = targets.values().stream()
                .filter(t -> t.toLowerCase(Locale.ROOT).endsWith("styles.xml"))
                .findFirst()
                .orElse(folder(workbook) + "styles.xml");
        List<String> shared = shared(strings);
        List<Boolean> dates = dates(styles);
        List<Grid> grids = new ArrayList<>();
        for (Named sheet : named) {
            String part = targets.get(sheet.relation());
            if (part != null && part.contains("worksheets/")) {
                grids.add(sheet(part, sheet, from1904[0], shared, dates));
            }
        }
        return grids;
    }

    private String workbook() throws IOException, XMLStreamException {
        String[] found = new String[1];
        part("_rels/.rels", xml -> {
            String type = attribute(xml, "Type");
            String target = attribute(xml, "Target");
            if (type != null && target != null && type.endsWith("/officeDocument")) {
                found[0] = target.startsWith("/") ? target.substring(1) : target;
            }
        });
        return found[0] == null ? "xl/workbook.xml" : found[0];
    }

    private static String folder(String part) {
        return part.substring(0, part.lastIndexOf('/') + 1);
    }

    /** Id of a relationship of the workbook → the part. Links to the outside are left out. */
    private Map<String, String> relations(String workbook) throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        String folder = folder(workbook);
        part(folder + "_rels/" + workbook.substring(folder.length()) + ".rels", xml -> {
            String id = attribute(xml, "Id");
            String target = attribute(xml, "Target");
            if (id != null && target != null && !"External".equals(attribute(xml, "TargetMode"))) {
                targets.put(id, target.startsWith("/") ? target.substring(1) : folder + target);
            }
        });
        return targets;
    }

    private List<String> shared(String part) throws IOException, XMLStreamException {
        List<String> strings = new ArrayList<>();
        part(part, xml -> {
            if (xml.getLocalName().equals("si")) {
                strings.add(texts(xml));
                if (strings.size() > tally.limits().cells()) {
                    throw Refused.tooLarge(tally.file(), "单元格", tally.limits().cells());
                }
            }
        });
        return strings;
    }

    /** For each style of a cell whether it shows a number as a date. */
    private List<Boolean> dates(String part) throws IOException, XMLStreamException {
        Map<String, String> formats = new HashMap<>();
        List<Boolean> dates = new ArrayList<>();
        boolean[] inCells = new boolean[1];
        part(part, xml -> {
            switch (xml.getLocalName()) {
                case "numFmt" -> {
                    String id = attribute(xml, "numFmtId");
                    String code = attribute(xml, "formatCode");
                    if (id != null && code != null) {
                        formats.put(id, code);
                    }
                }
                case "cellXfs" -> inCells[0] = true;
                case "cellStyles", "dxfs" -> inCells[0] = false;
                case "xf" -> {
                    if (inCells[0] && dates.size() < 65_536) {
                        String id = Objects.requireNonNullElse(attribute(xml, "numFmtId"), "0");
                        dates.add(date(id, formats.get(id)));
                    }
                }
                default -> {
                    // Fonts and fills.
                }
            }
        });
        return dates;
    }

    /** Built-in formats 14–22, 27–36, 45–47 and 50–58 are dates (§18.8.30); of others the code says it. */
    private static boolean date(String id, @Nullable String code) {
        if (code != null) {
            String bare =
                    code.replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.", "").toLowerCase(Locale.ROOT);
            return bare.matches("(?s).*[ymdh年月日].*") && !bare.contains("general");
        }
        int n = number(id);
        return n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58;
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    // ---- a sheet

    private Grid sheet(String part, Named named, boolean from1904, List<String> shared, List<Boolean> dates)
            throws IOException, XMLStreamException {
        TreeMap<Integer, Line> lines = new TreeMap<>();
        List<Merge> merges = new ArrayList<>();
        long[] merged = new long[1];
        int[] row = new int[1];
        int[] column = new int[1];
        boolean[] hidden = new boolean[1];
        part(part, xml -> {
            switch (xml.getLocalName()) {
                case "row" -> {
                    int number = number(attribute(xml, "r"));
                    row[0] = number > 0 ? number : row[0] + 1;
                    if (row[0] > MAX_ROW) {
                        throw new XMLStreamException("row " + row[0]);
                    }
                    column[0] = -1;
                    String value = attribute(xml, "hidden");
                    hidden[0] = "1".equals(value) || "true".equals(value);
                }
                case "c" -> {
                    String reference = attribute(xml, "r");
                    column[0] = reference == null ? column[0] + 1 : column(reference);
                    String type = attribute(xml, "t");
                    int style = number(attribute(xml, "s"));
                    boolean date = style >= 0 && style < dates.size() && dates.get(style);
                    Cell cell = cell(xml, type == null ? "n" : type, date, shared);
                    if (cell != null) {
                        keep(lines, row[0], hidden[0], column[0], cell);
                    }
                }
                case "mergeCell" -> {
                    Merge merge = merge(attribute(xml, "ref"));
                    if (merge != null) {
                        merges.add(merge);
                        merged[0] += (merge.right() - merge.left() + 1L)
                                * Math.min(
                                        merge.bottom() - merge.top() + 1L,
                                        tally.limits().rows());
                        if (merges.size() > MAX_MERGES || merged[0] > MAX_MERGED_CELLS) {
                            throw Refused.tooLarge(tally.file(), "合并单元格", MAX_MERGES);
                        }
                    }
                }
                default -> {
                    // Views, widths, filters, links: not looked at.
                }
            }
        });
        return new Grid(named.name(), named.hidden(), from1904, lines, merges);
    }

    private void keep(TreeMap<Integer, Line> lines, int row, boolean hidden, int column, Cell cell) {
        Line line = lines.get(row);
        if (line == null) {
            tally.row();
            line = new Line(hidden, new TreeMap<>());
            lines.put(row, line);
        }
        tally.cell(column, cell.text());
        line.cells().put(column, cell);
    }

    private @Nullable Cell cell(XMLStreamReader xml, String type, boolean date, List<String> shared)
            throws XMLStreamException {
        String value = null;
        String inline = null;
        boolean formula = false;
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "v" -> value = simple(xml);
                    case "is" -> inline = texts(xml);
                    case "f" -> {
                        formula = true;
                        simple(xml);
                    }
                    default -> depth++;
                }
            }
        }
        if (inline != null) {
            value = inline;
        }
        if (value == null) {
            return formula ? new Cell("", null, false, true, false) : null;
        }
        return switch (type) {
            case "s" -> {
                int index = number(Fold.trim(value));
                if (index < 0 || index >= shared.size()) {
                    throw new XMLStreamException("no shared string " + value);
                }
                yield text(shared.get(index), formula);
            }
            case "n" -> numeric(Fold.trim(value), date, formula);
            case "b" -> text(value.equals("1") ? "是" : "否", formula);
            case "e" -> new Cell(value, null, false, formula, true);
            default -> text(value, formula);
        };
    }

    private static @Nullable Cell text(String text, boolean formula) {
        String trimmed = Fold.trim(text.replace("\r\n", "\n").replace('\r', '\n'));
        return trimmed.isEmpty() && !formula ? null : new Cell(trimmed, null, false, formula, false);
    }

    private static @Nullable Cell numeric(String value, boolean date, boolean formula) {
        if (value.isEmpty()) {
            return formula ? new Cell("", null, false, true, false) : null;
        }
        double number = Double.parseDouble(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return text(value, formula);
        }
        return new Cell(shortest(number), number, date, formula, false);
    }

    private static String shortest(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        // As Excel shows it: fifteen digits, without what binary fractions add.
        return new BigDecimal(number)
                .round(new MathContext(15))
                .stripTrailingZeros()
                .toString();
    }

    /** Column of a reference, from 0. */
    private static int column(String reference) throws XMLStreamException {
        int column = 0;
        int i = 0;
        while (i < reference.length() && i < 4 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z') {
            column = column * 26 + reference.charAt(i++) - 'A' + 1;
        }
        if (column < 1 || column > MAX_COLUMN) {
            throw new XMLStreamException("cell " + reference);
        }
        return column - 1;
    }

    private static @Nullable Merge merge(@Nullable String reference) throws XMLStreamException {
        if (reference == null || reference.indexOf(':') < 0) {
            return null;
        }
        String[] ends = reference.replace("$", "").split(":", -1);
        int top = number(ends[0].replaceFirst("^[A-Z]+", ""));
        int bottom = number(ends[1].replaceFirst("^[A-Z]+", ""));
        int left = column(ends[0]);
        int right = column(ends[1]);
        return top < 1 || bottom < top || right < left ? null : new Merge(top, left, bottom, right);
    }
}
