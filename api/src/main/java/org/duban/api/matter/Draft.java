package org.duban.api.matter;

import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * What is registered: the matter as its source has it. {@link #of} starts one; each method gives a changed copy.
 *
 * @param formType id of the form type, {@code instruction}
 * @param title one line (任务内容的标题); not blank, at most 200 characters
 * @param content the text in full: the instruction, the message, the task; may be empty
 * @param line the line it belongs to
 * @param gate the gate it came through
 * @param source the document it comes from
 * @param receivedOn the day the office received it, in the deployment's time zone; null: the day of registration. Deadlines count
 *     from it.
 * @param leader id of the leader who instructed, or to whom the result is to be presented; null when none
 * @param area code of the area it concerns; null for the whole district
 * @param dueOn an explicit date, which wins over the form type's rule; null when none was named
 * @param recurrenceOf the earlier matter this one repeats (杜绝反复); null when none
 * @param secrecy secrecy level (密级) as marked on the source; null when not marked
 * @param form the form type's fields, a JSON object as text
 */
public record Draft(
        String formType,
        String title,
        String content,
        Line line,
        Gate gate,
        Source source,
        @Nullable LocalDate receivedOn,
        @Nullable String leader,
        @Nullable String area,
        @Nullable LocalDate dueOn,
        @Nullable MatterId recurrenceOf,
        @Nullable String secrecy,
        String form) {

    public Draft {
        Objects.requireNonNull(formType, "formType");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(gate, "gate");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(form, "form");
    }

    /** An empty draft of a form type: government line, a major matter, no source, an empty form. */
    public static Draft of(String formType) {
        return new Draft(
                formType,
                "",
                "",
                Line.GOVERNMENT,
                Gate.MAJOR_MATTER,
                Source.of(""),
                null,
                null,
                null,
                null,
                null,
                null,
                "{}");
    }

    public Draft title(String value) {
        return new Draft(
                formType,
                value,
                content,
                line,
                gate,
                source,
                receivedOn,
                leader,
                area,
                dueOn,
                recurrenceOf,
                secrecy,
                form);
    }

    public Draft content(String value) {
        return new Draft(
                formType,
                title,
                value,
                line,
                gate,
                source,
                receivedOn,
                leader,
                area,
                dueOn,
                recurrenceOf,
                secrecy,
                form);
    }

    public Draft line(Line value) {
        return new Draft(
                formType,
                title,
                content,
                value,
                gate,
                source,
                receivedOn,
                leader,
                area,
                dueOn,
                recurrenceOf,
                secrecy,
                form);
    }

    public Draft gate(Gate value) {
        return new Draft(
                formType,
                title,
                content,
                line,
                value,
                source,
                receivedOn,
                leader,
                area,
                dueOn,
                recurrenceOf,
                secrecy,
                form);
    }

    public Draft source(Source value) {
        return new Draft(
                formType,
                title,
                content,
                line,
                gate,
                value,
                receivedOn,
                leader,
                area,
                dueOn,
                recurrenceOf,
                secrecy,
                form);
    }

    /** A source document that has only a title. */
    public Draft source(String sourceTitle) {
        return source(Source.of(sourceTitle));
    }

    public Draft receivedOn(@Nullable LocalDate value) {
        return new Draft(
                formType, title, content, line, gate, source, value, leader, area, dueOn, recurrenceOf, secrecy, form);
    }

    public Draft leader(@Nullable String value) {
        return new Draft(
                formType,
                title,
                content,
                line,
                gate,
                source,
                receivedOn,
                value,
                area,
                dueOn,
                recurrenceOf,
                secrecy,
                form);
    }

    public Draft area(@Nullable String value) {
        return new Draft(
                formType,
                title,
                content,
                line,
                gate,
                source,
                receivedOn,
                leader,
                value,
                dueOn,
                recurrenceOf,
                secrecy,
                form);
    }

    public Draft dueOn(@Nullable LocalDate value) {
        return new Draft(
                formType,
                title,
                content,
                line,
                gate,
                source,
                receivedOn,
                leader,
                area,
                value,
                recurrenceOf,
                secrecy,
                form);
    }

    public Draft recurrenceOf(@Nullable MatterId value) {
        return new Draft(
                formType, title, content, line, gate, source, receivedOn, leader, area, dueOn, value, secrecy, form);
    }

    public Draft secrecy(@Nullable String value) {
        return new Draft(
                formType,
                title,
                content,
                line,
                gate,
                source,
                receivedOn,
                leader,
                area,
                dueOn,
                recurrenceOf,
                value,
                form);
    }

    public Draft form(String json) {
        return new Draft(
                formType,
                title,
                content,
                line,
                gate,
                source,
                receivedOn,
                leader,
                area,
                dueOn,
                recurrenceOf,
                secrecy,
                json);
    }
}
