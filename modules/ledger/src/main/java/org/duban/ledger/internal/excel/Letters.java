package org.duban.ledger.internal.excel;

/** Columns and cells by their letters, as people name them. */
public final class Letters {

    private Letters() {}

    /** A for 0, Z for 25, AA for 26. */
    public static String of(int column) {
        StringBuilder letters = new StringBuilder();
        for (int n = column; n >= 0; n = n / 26 - 1) {
            letters.insert(0, (char) ('A' + n % 26));
        }
        return letters.toString();
    }

    /** {@code C7} for column 2, row 7. */
    public static String cell(int column, int rowNumber) {
        return of(column) + rowNumber;
    }
}
