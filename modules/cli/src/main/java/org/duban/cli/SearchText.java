package org.duban.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.search.Correction;
import org.duban.api.search.Facet;
import org.duban.api.search.Passage;
import org.duban.api.search.Snippet;
import org.duban.cli.ConsoleSearch.Answer;
import org.duban.cli.ConsoleSearch.Hit;

/** What was found, for people. */
final class SearchText {

    private static final String FOUND = "\u001B[1;31m";
    private static final String PLAIN = "\u001B[0m";

    /** What people wrote must not steer the terminal of who reads it. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    private static final int MOST_VALUES = 10;

    private final PrintWriter out;
    private final FormTypes formTypes;
    private final boolean colours;
    private final int width;

    /**
     * @param colours whether what was found is coloured; else it is put in 【】
     * @param width columns of the terminal; 0: lines are as long as they are
     */
    SearchText(PrintWriter out, FormTypes formTypes, boolean colours, int width) {
        this.out = out;
        this.formTypes = formTypes;
        this.colours = colours;
        this.width = width;
    }

    void print(Answer answer, Freshness freshness) {
        int shown = answer.hits().size();
        out.println("找到" + (answer.exact() ? " " : "至少 ") + answer.total() + " 件"
                + (shown < answer.total() && shown > 0 ? "，列出前 " + shown + " 件" : "")
                + (answer.understood().isEmpty() ? "" : "；" + clean(answer.understood())));
        answer.remarks().forEach(remark -> out.println("提示：" + remark));
        Correction correction = answer.correction();
        if (correction != null) {
            out.println(
                    "是否要找：" + clean(correction.text()) + "（" + correction.reason() + "，" + correction.total() + " 件）");
        }
        int number = 1;
        String indent = " ".repeat(Integer.toString(shown).length() + 2);
        for (Hit hit : answer.hits()) {
            out.println();
            print(hit, number++, indent);
        }
        if (!answer.facets().isEmpty()) {
            out.println();
            Columns.aligned(answer.facets().entrySet().stream()
                            .filter(facet -> !facet.getValue().isEmpty())
                            .map(facet -> List.of(facet.getKey().zh(), counts(facet.getKey(), facet.getValue())))
                            .toList())
                    .forEach(out::println);
        }
        out.println();
        out.println(freshness.zh());
    }

    private void print(Hit hit, int number, String indent) {
        String head = number + ".";
        out.println(head
                + " ".repeat(indent.length() - head.length())
                + String.join(
                        "  ",
                        clean(hit.number()),
                        label(Facet.FORM_TYPE, hit.only(Facet.FORM_TYPE)),
                        where(hit),
                        hit.matter().receivedOn() + " 收到"));
        lines(indent, "", hit.title());
        for (Passage passage : hit.passages()) {
            lines(indent, passage.kind().zh() + "  ", passage.snippet());
        }
    }

    private static String where(Hit hit) {
        String stage = Stage.valueOf(hit.only(Facet.STAGE)).zh();
        Standing standing = Standing.valueOf(hit.only(Facet.STANDING));
        return standing == Standing.OPEN ? stage : stage + "（" + standing.zh() + "）";
    }

    private void lines(String indent, String heading, Snippet snippet) {
        List<Snippet.Piece> pieces = new ArrayList<>();
        for (Snippet.Piece piece : snippet.pieces()) {
            pieces.add(new Snippet.Piece(clean(piece.text()), piece.found()));
        }
        String first = indent + heading;
        String next = " ".repeat(Columns.width(first));
        String start = first;
        for (List<Snippet.Piece> line : Columns.wrapped(pieces, width == 0 ? 0 : width - Columns.width(first))) {
            out.println(start + line.stream().map(this::marked).collect(Collectors.joining()));
            start = next;
        }
    }

    private String marked(Snippet.Piece piece) {
        if (!piece.found()) {
            return piece.text();
        }
        return colours ? FOUND + piece.text() + PLAIN : "【" + piece.text() + "】";
    }

    private String counts(Facet facet, Map<String, Long> counts) {
        return counts.entrySet().stream()
                        .limit(MOST_VALUES)
                        .map(each -> label(facet, each.getKey()) + " " + each.getValue())
                        .collect(Collectors.joining("，"))
                + (counts.size() > MOST_VALUES ? "，另有 " + (counts.size() - MOST_VALUES) + " 种" : "");
    }

    private String label(Facet facet, String value) {
        if (value.isEmpty()) {
            return "（无）";
        }
        return switch (facet) {
            case FORM_TYPE -> formTypes.find(value).map(FormType::nameZh).orElse(value);
            case STAGE -> Stage.valueOf(value).zh();
            case STANDING -> Standing.valueOf(value).zh();
            case LINE -> value.equals("PARTY") ? "党委" : "政府";
            case GROUP -> "第" + value + "组";
            case YEAR -> value + "年";
            default -> clean(value);
        };
    }

    private static String clean(String text) {
        return STEERING.matcher(text).replaceAll(" ");
    }
}
