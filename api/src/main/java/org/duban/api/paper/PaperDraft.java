package org.duban.api.paper;

import java.util.List;
import java.util.Objects;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.PaperKind;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * What a paper says. {@link #of} starts one; each method gives a changed copy.
 *
 * @param kind what it is
 * @param line the line of the office that issues it; chooses the letterhead and, with the rules, who may see it
 * @param title not blank, at most 200 characters
 * @param text its body, a paragraph a line, at most 50,000 characters. A line like {@code 一、基本情况} is a heading of the first order, {@code
 *     （一）…} one of the second; may be empty where the template says all
 * @param matters the matters it is about, at most 1,000; may be empty
 * @param addressees 主送: ids of units, or names as they are to be written; may be empty
 * @param copies 抄送: the same
 * @param leader id of the leader it is about or for; null when none
 * @param note 附注; empty: the letterhead's
 * @param data what the template shows beside that, a JSON object by the names of the template's vocabulary; {@code {}} for none. A text
 *     where the vocabulary has a list of paragraphs is cut into them
 */
public record PaperDraft(
        PaperKind kind,
        Line line,
        String title,
        String text,
        List<MatterId> matters,
        List<String> addressees,
        List<String> copies,
        @Nullable String leader,
        String note,
        String data) {

    public PaperDraft {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(data, "data");
        matters = List.copyOf(matters);
        addressees = List.copyOf(addressees);
        copies = List.copyOf(copies);
    }

    /** An empty draft of the government line. */
    public static PaperDraft of(PaperKind kind) {
        return new PaperDraft(kind, Line.GOVERNMENT, "", "", List.of(), List.of(), List.of(), null, "", "{}");
    }

    public PaperDraft line(Line value) {
        return new PaperDraft(kind, value, title, text, matters, addressees, copies, leader, note, data);
    }

    public PaperDraft title(String value) {
        return new PaperDraft(kind, line, value, text, matters, addressees, copies, leader, note, data);
    }

    public PaperDraft text(String value) {
        return new PaperDraft(kind, line, title, value, matters, addressees, copies, leader, note, data);
    }

    public PaperDraft matters(List<MatterId> value) {
        return new PaperDraft(kind, line, title, text, value, addressees, copies, leader, note, data);
    }

    public PaperDraft addressees(List<String> value) {
        return new PaperDraft(kind, line, title, text, matters, value, copies, leader, note, data);
    }

    public PaperDraft copies(List<String> value) {
        return new PaperDraft(kind, line, title, text, matters, addressees, value, leader, note, data);
    }

    public PaperDraft leader(@Nullable String value) {
        return new PaperDraft(kind, line, title, text, matters, addressees, copies, value, note, data);
    }

    public PaperDraft note(String value) {
        return new PaperDraft(kind, line, title, text, matters, addressees, copies, leader, value, data);
    }

    public PaperDraft data(String json) {
        return new PaperDraft(kind, line, title, text, matters, addressees, copies, leader, note, json);
    }
}
