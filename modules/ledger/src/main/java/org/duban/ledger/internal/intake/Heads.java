package org.duban.ledger.internal.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.ledger.internal.intake.Grid.Cell;
import org.duban.ledger.internal.intake.Grid.Merge;
import org.duban.ledger.internal.intake.Grid.Spread;
import org.duban.ledger.internal.intake.IntakeRules.Column;
import org.duban.ledger.internal.intake.IntakeRules.Kind;

/**
 * Where a sheet's head is and what its columns are.
 *
 * @param kind which kind of list
 * @param row number of the head's first row
 * @param last number of its last row: heads may be two rows high
 * @param columns what is in which column, by the columns
 * @param heads heads as they stand there, by the columns
 * @param title what stands above
 */
record Heads(Kind kind, int row, int last, TreeMap<Integer, Column> columns, Map<Integer, String> heads, String title) {

    /** A head is looked for in so many rows with anything in them. */
    private static final int LOOK_AT = 20;

    /** A head that has an alias in it may be so much longer than the alias. */
    private static final int MORE = 6;

    /** A shorter alias is taken only when it is the whole head. */
    private static final int SHORTEST_PART = 4;

    /** Finds the head that fits best; of the kinds given. */
    static Optional<Heads> find(Spread sheet, List<Kind> kinds) {
        Heads best = null;
        int most = 0;
        List<Integer> rows =
                sheet.grid().lines().keySet().stream().limit(LOOK_AT).toList();
        for (Kind kind : kinds) {
            for (int row : rows) {
                Heads heads = at(sheet, row, kind, rows);
                int score = heads.score();
                if (score > most) {
                    most = score;
                    best = heads;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** How well it fits: more columns fit better, those that tell kinds apart more so; 0 when one that must be there isn't. */
    private int score() {
        boolean whole = kind.columns().stream()
                .filter(Column::isRequired)
                .allMatch(needed -> columns.values().stream().anyMatch(c -> c.to().equals(needed.to())));
        if (!whole || columns.size() < 2) {
            return 0;
        }
        return columns.values().stream()
                .mapToInt(column -> column.isDistinctive() ? 3 : 2)
                .sum();
    }

    private static Heads at(Spread sheet, int row, Kind kind, List<Integer> rows) {
        Map<Integer, String> first = texts(sheet, row);
        int last = row;
        Map<Integer, String> heads = new LinkedHashMap<>(first);
        if (twoRows(sheet.grid(), row)) {
            last = row + 1;
            texts(sheet, row + 1).forEach((column, text) -> {
                if (!text.equals(first.get(column))) {
                    heads.put(column, text);
                }
            });
        }
        return new Heads(kind, row, last, columns(heads, first, kind), heads, title(sheet, row, rows));
    }

    /** Two rows high: some heads reach over two rows, or stand over several below. */
    private static boolean twoRows(Grid grid, int row) {
        boolean over = false;
        for (Merge merge : grid.merges()) {
            over |= merge.top() == row && merge.bottom() == row + 1;
        }
        return over && grid.merges().stream().noneMatch(m -> m.top() == row && m.bottom() > row + 1);
    }

    private static Map<Integer, String> texts(Spread sheet, int row) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        sheet.row(row).forEach((column, cell) -> texts.put(column, cell.text()));
        return texts;
    }

    /** Each column by its head, each meaning given once: to the head that says it most exactly, then to the first. */
    private static TreeMap<Integer, Column> columns(Map<Integer, String> heads, Map<Integer, String> above, Kind kind) {
        record Match(int column, Column is, int rank) {}
        List<Match> matches = new ArrayList<>();
        heads.forEach((column, text) -> {
            String head = Fold.head(text);
            String both = Fold.head(above.getOrDefault(column, "") + text);
            for (Column is : kind.columns()) {
                for (int i = 0; i < is.heads().size(); i++) {
                    String alias = is.heads().get(i);
                    if (head.equals(alias) || both.equals(alias)) {
                        matches.add(new Match(column, is, i));
                    } else if (alias.length() >= SHORTEST_PART
                            && head.contains(alias)
                            && head.length() <= alias.length() + MORE) {
                        matches.add(new Match(column, is, 1_000 + 100 - alias.length()));
                    }
                }
            }
        });
        matches.sort((a, b) -> a.rank() != b.rank() ? a.rank() - b.rank() : a.column() - b.column());
        TreeMap<Integer, Column> columns = new TreeMap<>();
        Map<String, Integer> given = new HashMap<>();
        for (boolean exactly : List.of(true, false)) {
            for (Match match : matches) {
                if (exactly == match.rank() < 1_000
                        && !columns.containsKey(match.column())
                        && given.putIfAbsent(match.is().to(), match.column()) == null) {
                    columns.put(match.column(), match.is());
                }
            }
        }
        return columns;
    }

    /** The longest line above the head: titles are longer than 附件1 and 单位：个. */
    private static String title(Spread sheet, int row, List<Integer> rows) {
        String title = "";
        for (int above : rows) {
            if (above < row) {
                for (Cell cell : sheet.row(above).values()) {
                    if (cell.text().length() > title.length() && cell.number() == null) {
                        title = cell.text();
                    }
                }
            }
        }
        return Fold.trim(title.replace('\n', ' '));
    }

    /** Whether a row says the heads again, as on the second printed page. */
    boolean repeatedIn(Map<Integer, Cell> row) {
        long same = columns.keySet().stream()
                .filter(c ->
                        row.containsKey(c) && Fold.head(row.get(c).text()).equals(Fold.head(heads.getOrDefault(c, ""))))
                .count();
        return same >= 2 && same * 2 >= columns.size();
    }

    String head(int column) {
        return heads.getOrDefault(column, "");
    }

    /** Heads nothing is made of. */
    List<String> leftAlone() {
        List<String> left = new ArrayList<>();
        heads.forEach((column, text) -> {
            if (!columns.containsKey(column)) {
                left.add(text);
            }
        });
        return left.stream().distinct().toList();
    }

    /** Column of a meaning; empty when the sheet doesn't have it. */
    Optional<Integer> column(String to) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue().to().equals(to))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
