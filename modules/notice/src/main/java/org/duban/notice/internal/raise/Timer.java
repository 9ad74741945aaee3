package org.duban.notice.internal.raise;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.NoticeItem;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to one obligation, and when: a row of the table {@code timer}.
 *
 * @param running whether its clock runs
 * @param dueOn the due date
 * @param fireAt when something is to be done next; null while nothing is
 * @param marks what was done already
 * @param counted whether a calendar can move the due date
 * @param calendar the version of the calendar by which due date and {@code fireAt} were last looked at; empty when that failed and is
 *     to be tried again
 * @param facts what a notice says
 */
record Timer(
        MatterId matter,
        int obligation,
        boolean running,
        LocalDate dueOn,
        @Nullable Instant fireAt,
        Marks marks,
        boolean counted,
        String calendar,
        Facts facts) {

    Timer fireAt(@Nullable Instant at) {
        return new Timer(matter, obligation, running, dueOn, at, marks, counted, calendar, facts);
    }

    Timer marks(Marks others) {
        return new Timer(matter, obligation, running, dueOn, fireAt, others, counted, calendar, facts);
    }

    Timer calendar(String version) {
        return new Timer(matter, obligation, running, dueOn, fireAt, marks, counted, version, facts);
    }

    NoticeItem item() {
        return new NoticeItem(matter.value(), facts.number(), facts.title(), dueOn);
    }

    /**
     * What was done.
     *
     * @param steps ids of the ladder's steps taken for the due date
     * @param reportsTo the day up to which periodic reports were looked at, whatever the due date
     */
    record Marks(Set<String> steps, LocalDate reportsTo) {

        Marks {
            steps = Set.copyOf(steps);
        }

        Marks and(Set<String> others) {
            Set<String> all = new TreeSet<>(steps);
            all.addAll(others);
            return new Marks(all, reportsTo);
        }

        Marks reportsTo(LocalDate day) {
            return new Marks(steps, day);
        }

        /** For the column: a step's id may be of any letters, so it is written as in a URL. */
        String write() {
            StringBuilder text = new StringBuilder("@").append(reportsTo);
            new TreeSet<>(steps)
                    .forEach(step -> text.append(' ').append(URLEncoder.encode(step, StandardCharsets.UTF_8)));
            return text.toString();
        }

        static Marks read(String text) {
            String[] words = text.split(" ");
            Set<String> steps = new LinkedHashSet<>();
            for (int i = 1; i < words.length; i++) {
                steps.add(URLDecoder.decode(words[i], StandardCharsets.UTF_8));
            }
            return new Marks(steps, LocalDate.parse(words[0].substring(1)));
        }
    }
}
