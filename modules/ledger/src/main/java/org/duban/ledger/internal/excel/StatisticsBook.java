package org.duban.ledger.internal.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.duban.api.ledger.Progress;
import org.duban.ledger.internal.excel.Chart.Cells;
import org.duban.ledger.internal.excel.Chart.Kind;
import org.duban.ledger.internal.excel.Chart.Place;
import org.duban.ledger.internal.excel.Chart.Series;
import org.duban.ledger.internal.excel.Figures.Row;
import org.duban.ledger.internal.excel.Figures.Table;

/** The figures as a workbook: a sheet a table, a chart beside each. */
final class StatisticsBook {

    /** More bars than this nobody reads; the table has them all. */
    private static final int MOST_BARS = 20;

    private static final int LABEL_WIDTH = 18;
    private static final int NUMBER_WIDTH = 10;
    private static final int CHART_COLUMNS = 8;
    private static final int CHART_ROWS = 17;

    private static final String PLAIN = "4472C4";

    private static final Map<Progress, String> COLOURS = Map.of(
            Progress.DONE, "2E9E4F",
            Progress.IN_CLEARANCE, "7BC47F",
            Progress.ON_SCHEDULE, "5B9BD5",
            Progress.OVERDUE, "D93026",
            Progress.SUSPENDED, "F5A623",
            Progress.ENDED, "A6A6A6");

    private final Figures figures;
    private final String title;
    private final String cover;
    private final List<Progress> shown;
    private final Map<Integer, Chart> charts = new LinkedHashMap<>();

    private StatisticsBook(Figures figures, String title, String cover) {
        this.figures = figures;
        this.title = title;
        this.cover = cover;
        this.shown = List.copyOf(figures.progress().keySet());
    }

    /** @param out not closed */
    static void write(OutputStream out, String title, String cover, Figures figures) {
        StatisticsBook statistics = new StatisticsBook(figures, title, cover);
        try {
            // A package is read from its end, so it has to be a file.
            Path plain = Files.createTempFile("duban-statistics-", ".xlsx");
            try {
                try (OutputStream file = Files.newOutputStream(plain)) {
                    Books.write(file, statistics::fill);
                }
                Charts.add(plain, statistics.charts, out);
            } finally {
                Files.deleteIfExists(plain);
            }
        } catch (IOException e) {
            throw Books.notWritten(e);
        }
    }

    private void fill(Workbook book) throws IOException {
        overview(book);
        table(book, 2, "按单位", "牵头单位", figures.units(), this::units);
        table(book, 3, "按类型", "事项类型", figures.kinds(), this::kinds);
        table(book, 4, "按环节", "环节", figures.stages(), this::stages);
        table(book, 5, "按灯", "灯", figures.lights(), this::lights);
        table(book, 6, "按月份", "收文月份", figures.months(), this::months);
    }

    // ---- the overview

    private void overview(Workbook book) throws IOException {
        String name = "概况";
        Sheet sheet = new Sheet(book.newWorksheet(name));
        sheet.widths(LABEL_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH);
        sheet.paper(PaperSize.A4_PAPER, 3);
        int columns = 4 + CHART_COLUMNS;
        sheet.title(0, columns, title);
        sheet.cover(1, columns, cover, 1);
        sheet.cover(2, columns, equation(), 1);
        sheet.head(3, 0, "进度");
        sheet.head(3, 1, "件数");
        sheet.head(3, 2, "占比");
        int row = 4;
        for (Progress p : shown) {
            long count = figures.progress().getOrDefault(p, 0L);
            sheet.figure(row, 0, p.zh());
            sheet.figure(row, 1, count);
            sheet.figure(row, 2, share(count, figures.total()));
            row++;
        }
        sheet.strong(row, 0, "合计");
        sheet.strong(row, 1, figures.total());
        sheet.strong(row, 2, share(figures.total(), figures.total()));
        sheet.finish();
        Map<Integer, String> points = new LinkedHashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            points.put(i, colour(shown.get(i)));
        }
        if (!shown.isEmpty()) {
            List<String> labels = shown.stream().map(Progress::zh).toList();
            List<String> counts =
                    figures.progress().values().stream().map(String::valueOf).toList();
            charts.put(
                    1,
                    new Chart(
                            Kind.DOUGHNUT,
                            "进度（共 " + figures.total() + " 件）",
                            new Cells(name, 0, 4, labels),
                            List.of(new Series("件数", new Cells(name, 1, 4, counts), PLAIN)),
                            points,
                            place(3)));
        }
    }

    /** 合计 1619 = 完成 414 + 进入销号程序 332 + 按期推进 873. */
    private String equation() {
        return "合计 " + figures.total()
                + (shown.isEmpty()
                        ? ""
                        : " = "
                                + shown.stream()
                                        .map(p -> p.zh() + " "
                                                + figures.progress().get(p))
                                        .collect(Collectors.joining(" + ")))
                + "　　（各表合计均为 " + figures.total() + "）";
    }

    // ---- the tables

    /** What makes a chart of a table: from its cells. */
    private interface Drawing {
        Chart of(String sheet, Table table);
    }

    private void table(Workbook book, int number, String name, String head, Table table, Drawing drawing)
            throws IOException {
        Sheet sheet = new Sheet(book.newWorksheet(name));
        int columns = shown.size() + 3;
        int[] widths = new int[columns];
        Arrays.fill(widths, NUMBER_WIDTH);
        widths[0] = LABEL_WIDTH;
        sheet.widths(widths);
        sheet.paper(PaperSize.A4_PAPER, 2);
        sheet.title(0, columns + 1 + CHART_COLUMNS, title + "：" + name);
        sheet.cover(1, columns + 1 + CHART_COLUMNS, cover, 1);
        sheet.head(2, 0, head);
        sheet.head(2, 1, "合计");
        for (int i = 0; i < shown.size(); i++) {
            sheet.head(2, 2 + i, shown.get(i).zh());
        }
        sheet.head(2, columns - 1, "完成率");
        int row = 3;
        for (Row each : table.rows()) {
            sheet.figure(row, 0, each.label());
            sheet.figure(row, 1, each.total());
            for (int i = 0; i < shown.size(); i++) {
                sheet.figure(row, 2 + i, each.of(shown.get(i)));
            }
            sheet.figure(row, columns - 1, share(each.of(Progress.DONE), each.total()));
            row++;
        }
        sheet.strong(row, 0, "合计");
        sheet.strong(row, 1, figures.total());
        for (int i = 0; i < shown.size(); i++) {
            sheet.strong(row, 2 + i, figures.progress().getOrDefault(shown.get(i), 0L));
        }
        sheet.strong(row, columns - 1, share(figures.progress().getOrDefault(Progress.DONE, 0L), figures.total()));
        sheet.freeze(1, 3);
        sheet.finish();
        if (!table.rows().isEmpty()) {
            charts.put(number, drawing.of(name, table));
        }
    }

    private Chart units(String sheet, Table table) {
        int bars = Math.min(MOST_BARS, table.rows().size());
        String head = bars < table.rows().size() ? "牵头事项最多的 " + bars + " 个单位" : "各单位牵头事项";
        return new Chart(
                Kind.STACKED_BARS,
                head,
                labels(sheet, table, bars),
                byProgress(sheet, table, bars),
                Map.of(),
                new Place(shown.size() + 4, 2, shown.size() + 4 + CHART_COLUMNS, 2 + Math.max(CHART_ROWS, bars + 3)));
    }

    private Chart kinds(String sheet, Table table) {
        int all = table.rows().size();
        return new Chart(
                Kind.STACKED_COLUMNS,
                "各类事项的进度",
                labels(sheet, table, all),
                byProgress(sheet, table, all),
                Map.of(),
                place(shown.size() + 3));
    }

    private Chart stages(String sheet, Table table) {
        return new Chart(
                Kind.COLUMNS,
                "事项所在环节",
                labels(sheet, table, table.rows().size()),
                List.of(totals(sheet, table)),
                Map.of(),
                place(shown.size() + 3));
    }

    private Chart lights(String sheet, Table table) {
        Map<Integer, String> points = new LinkedHashMap<>();
        for (int i = 0; i < table.rows().size(); i++) {
            String colour = figures.colours().get(table.rows().get(i).label());
            points.put(i, colour == null ? "A6A6A6" : colour.replace("#", "").toUpperCase(Locale.ROOT));
        }
        return new Chart(
                Kind.COLUMNS,
                "红黄绿灯",
                labels(sheet, table, table.rows().size()),
                List.of(totals(sheet, table)),
                points,
                place(shown.size() + 3));
    }

    private Chart months(String sheet, Table table) {
        List<Series> lines = new ArrayList<>(List.of(totals(sheet, table)));
        int done = shown.indexOf(Progress.DONE);
        if (done >= 0) {
            lines.add(series(sheet, table, table.rows().size(), done));
        }
        return new Chart(
                Kind.LINES,
                "各月收文及其中已完成",
                labels(sheet, table, table.rows().size()),
                lines,
                Map.of(),
                place(shown.size() + 3));
    }

    private static Place place(int tableColumns) {
        return new Place(tableColumns + 1, 3, tableColumns + 1 + CHART_COLUMNS, 3 + CHART_ROWS);
    }

    private static Cells labels(String sheet, Table table, int rows) {
        return new Cells(
                sheet, 0, 3, table.rows().stream().limit(rows).map(Row::label).toList());
    }

    private static Series totals(String sheet, Table table) {
        return new Series(
                "收文",
                new Cells(
                        sheet,
                        1,
                        3,
                        table.rows().stream().map(r -> Long.toString(r.total())).toList()),
                PLAIN);
    }

    private List<Series> byProgress(String sheet, Table table, int rows) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            series.add(series(sheet, table, rows, i));
        }
        return series;
    }

    private Series series(String sheet, Table table, int rows, int shownIndex) {
        Progress progress = shown.get(shownIndex);
        return new Series(
                progress.zh(),
                new Cells(
                        sheet,
                        2 + shownIndex,
                        3,
                        table.rows().stream()
                                .limit(rows)
                                .map(r -> Long.toString(r.of(progress)))
                                .toList()),
                colour(progress));
    }

    private static String colour(Progress progress) {
        return COLOURS.getOrDefault(progress, PLAIN);
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "—" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }
}
