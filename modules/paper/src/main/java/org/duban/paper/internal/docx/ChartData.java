package org.duban.paper.internal.docx;

import java.util.List;

/**
 * A bar chart.
 *
 * @param title its title
 * @param bars at least one
 */
public record ChartData(String title, List<Bar> bars) {

    public ChartData {
        bars = List.copyOf(bars);
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("a chart has bars: " + title);
        }
    }

    /** One bar; 0 or more. */
    public record Bar(String name, double value) {}

    /** A figure as it is written: without a fraction when it has none. */
    public static String written(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
