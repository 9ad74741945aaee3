package org.duban.matter.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.duban.api.Problem;
import org.duban.api.form.Cadence;
import org.duban.api.form.FormType;
import org.jspecify.annotations.Nullable;

/** The periods that reports are for, as a report names them: {@code weekly/2026-W10}. Pure. */
final class Periods {

    private static final String FIELD = "period";

    /** Days before its first day from which a report can be filed: no holiday is longer. */
    private static final int EARLIEST = 10;

    private Periods() {}

    /** What is wrong with the period a report names; none when it names none. */
    static List<Problem> check(@Nullable String named, FormType form, LocalDate today) {
        if (named == null || named.isEmpty()) {
            return List.of();
        }
        int slash = named.indexOf('/');
        Optional<Cadence> cadence = slash < 0 ? Optional.empty() : form.cadence(named.substring(0, slash));
        if (cadence.isEmpty()) {
            return List.of(Problem.invalid(FIELD, named, possible(form), "事项类型没有这种定期报告"));
        }
        Cadence.Period period = cadence.get().period();
        Optional<LocalDate> first = firstDay(period, named.substring(slash + 1));
        if (first.isEmpty()) {
            return List.of(Problem.invalid(FIELD, named, cadence.get().id() + "/" + example(period), "期次的写法不对"));
        }
        // A due day that is off may have been moved back to before the period begins.
        return first.get().minusDays(EARLIEST).isAfter(today)
                ? List.of(Problem.invalid(FIELD, named, "已经开始的期次", "该期次尚未开始"))
                : List.of();
    }

    private static String possible(FormType form) {
        return form.cadences().isEmpty()
                ? "不填：" + form.nameZh() + "没有定期报告"
                : String.join(
                        "、",
                        form.cadences().stream()
                                .map(c -> c.id() + "/" + example(c.period()) + "（" + c.name() + "）")
                                .toList());
    }

    private static String example(Cadence.Period period) {
        return switch (period) {
            case DAILY -> "2026-03-02";
            case WEEKLY -> "2026-W10";
            case MONTHLY -> "2026-03";
        };
    }

    /** The first day of a period; empty when it isn't written as such a period is. */
    private static Optional<LocalDate> firstDay(Cadence.Period period, String text) {
        try {
            return Optional.of(
                    switch (period) {
                        case DAILY -> LocalDate.parse(text);
                        case WEEKLY -> LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE);
                        case MONTHLY -> YearMonth.parse(text).atDay(1);
                    });
        } catch (DateTimeException notSuchAPeriod) {
            return Optional.empty();
        }
    }
}
