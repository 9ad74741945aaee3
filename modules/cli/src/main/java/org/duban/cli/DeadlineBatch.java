package org.duban.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.duban.api.DubanException;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.WorkCalendar;

/** Deadlines of a CSV file, a line at a time: a million lines need no more memory than one. */
final class DeadlineBatch {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final WorkCalendar calendar;
    private final int defaultDays;
    private final PrintWriter out;
    private final PrintWriter err;
    private long computed;
    private long refused;
    private long provisional;

    DeadlineBatch(WorkCalendar calendar, int defaultDays, PrintWriter out, PrintWriter err) {
        this.calendar = calendar;
        this.defaultDays = defaultDays;
        this.out = out;
        this.err = err;
    }

    void run(BufferedReader lines) throws IOException {
        long number = 0;
        boolean first = true;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = (number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line).strip();
            if (text.isEmpty()) {
                continue;
            }
            if (!first || !isHeader(text)) {
                line(number, text);
            }
            first = false;
        }
        out.flush();
    }

    /** A header names its columns; a line with a date, even a wrong one, has a digit. */
    private static boolean isHeader(String text) {
        return text.chars().noneMatch(Character::isDigit);
    }

    private void line(long number, String text) {
        try {
            int comma = text.indexOf(',');
            LocalDate date =
                    LocalDate.parse(comma < 0 ? text : text.substring(0, comma).strip());
            String days = comma < 0 ? "" : text.substring(comma + 1).strip();
            DueDate due = calendar.addWorkingDays(date, days.isEmpty() ? defaultDays : Integer.parseInt(days));
            out.println(due.date());
            computed++;
            if (due.provisional()) {
                provisional++;
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            refuse(number, text, "应为“日期,工作日数”，如 2026-02-13,7");
        } catch (DubanException e) {
            refuse(number, text, e.problems().get(0).describe());
        }
    }

    private void refuse(long number, String text, String why) {
        refused++;
        out.println();
        err.println("第 " + number + " 行有误：" + text + "。" + why);
    }

    long refused() {
        return refused;
    }

    String summary() {
        String summary = "共算出 " + computed + " 行，" + refused + " 行有误；日历已公布至 " + calendar.lastPublished();
        return provisional == 0 ? summary : summary + "，超出的 " + provisional + " 行为暂定";
    }
}
