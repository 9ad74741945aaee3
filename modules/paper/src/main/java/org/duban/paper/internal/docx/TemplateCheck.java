package org.duban.paper.internal.docx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.duban.paper.internal.docx.Tag.Kind;
import org.duban.paper.internal.docx.Vocabulary.Chart;
import org.duban.paper.internal.docx.Vocabulary.Free;
import org.duban.paper.internal.docx.Vocabulary.Group;
import org.duban.paper.internal.docx.Vocabulary.Listing;
import org.duban.paper.internal.docx.Vocabulary.Name;
import org.duban.paper.internal.docx.Vocabulary.Value;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads a template from top to bottom and names every placeholder that is wrong. */
final class TemplateCheck {

    /** What Word can do and the pages can't. */
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "txbxContent", "文本框",
            "pict", "旧式图形",
            "object", "嵌入对象",
            "footnoteReference", "脚注",
            "endnoteReference", "尾注",
            "numPr", "自动编号（请直接写出“一、”“1.”）",
            "anchor", "浮动图片（请改为嵌入型）",
            "cols", "分栏");

    private final Docx docx;
    private final Vocabulary vocabulary;
    private final List<Fault> faults = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    /** An open section; {@code names} is null when anything may be named in it. */
    private record Open(
            Tag tag,
            String place,
            Element paragraph,
            @Nullable Vocabulary names) {}

    TemplateCheck(Docx docx, Vocabulary vocabulary) {
        this.docx = docx;
        this.vocabulary = vocabulary;
    }

    List<Fault> faults() {
        try {
            for (String part : Template.parts(docx)) {
                Element root = docx.xml(part).getDocumentElement();
                String where = part.equals(Docx.DOCUMENT) ? "正文" : part.contains("header") ? "页眉" : "页脚";
                Element container = Xml.child(root, "body").orElse(root);
                blocks(container, where);
                while (!open.isEmpty()) {
                    Open left = open.pop();
                    fault(left.place(), left.tag().written(), "{{/" + left.tag().name() + "}}", "没有结束");
                }
                unsupported(container, where);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(faults);
    }

    private void unsupported(Element container, String where) {
        UNSUPPORTED.forEach((name, zh) -> {
            boolean found = Xml.all(container, name).stream()
                    .anyMatch(element -> !name.equals("cols")
                            || !Xml.attribute(element, "num").orElse("1").equals("1"));
            if (found) {
                faults.add(new Fault(where, zh, "", "PDF、OFD 中不会出现", false));
            }
        });
    }

    private void blocks(Element container, String where) {
        int paragraphs = 0;
        int tables = 0;
        for (Element block : Xml.children(container)) {
            if (Xml.is(block, "p")) {
                paragraph(block, where + "第" + ++paragraphs + "段");
            } else if (Xml.is(block, "tbl")) {
                table(block, (where.equals("正文") ? "" : where) + "表" + ++tables);
            } else if (Xml.is(block, "sdt")) {
                Xml.child(block, "sdtContent").ifPresent(content -> blocks(content, where + "内容控件"));
            }
        }
    }

    private void table(Element table, String where) {
        int rows = 0;
        for (Element row : Xml.children(table, "tr")) {
            rows++;
            int cells = 0;
            for (Element cell : Xml.children(row, "tc")) {
                cells++;
                String place = where + "第" + rows + "行第" + cells + "格";
                for (Element block : Xml.children(cell)) {
                    if (Xml.is(block, "p")) {
                        paragraph(block, place);
                    } else if (Xml.is(block, "tbl")) {
                        table(block, place + "内表");
                    }
                }
            }
        }
    }

    private void paragraph(Element paragraph, String place) {
        String text = Runs.text(paragraph);
        for (Tag tag : Runs.tags(paragraph)) {
            switch (tag.kind()) {
                case OPEN, INVERTED -> opened(tag, paragraph, place);
                case CLOSE -> closed(tag, paragraph, place);
                case CHART -> chart(tag, text, place);
                case VALUE -> value(tag, place);
            }
        }
        Matcher rest = Tag.REST.matcher(Tag.PATTERN.matcher(text).replaceAll(""));
        if (rest.find()) {
            fault(place, shortened(text), "{{名称}}", "花括号不成对");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "…";
    }

    private void opened(Tag tag, Element paragraph, String place) {
        Found found = find(tag);
        if (!found.known()) {
            unknown(tag, place);
        }
        @Nullable Vocabulary names = open.isEmpty() ? vocabulary : open.peek().names();
        if (tag.kind() == Kind.OPEN) {
            Name name = found.name();
            if (name == null || name instanceof Free) {
                // What is inside a section that isn't known can't be known either: it is named once, at its opening.
                names = null;
            } else if (name instanceof Listing listing) {
                names = names == null ? null : names.and(listing.vocabulary());
            } else if (name instanceof Group group) {
                names = names == null ? null : names.and(group.vocabulary());
            }
        }
        open.push(new Open(tag, place, paragraph, names));
    }

    private void closed(Tag tag, Element paragraph, String place) {
        if (open.stream().noneMatch(section -> section.tag().name().equals(tag.name()))) {
            String expected = open.isEmpty()
                    ? "前面有 {{#" + tag.name() + "}}"
                    : "{{/" + open.peek().tag().name() + "}}";
            fault(place, tag.written(), expected, "没有对应的开始");
            return;
        }
        Open section = open.pop();
        while (!section.tag().name().equals(tag.name())) {
            fault(
                    section.place(),
                    section.tag().written(),
                    "{{/" + section.tag().name() + "}}",
                    "没有结束");
            section = open.pop();
        }
        if (!sameLevel(section.paragraph(), paragraph)) {
            fault(place, tag.written(), "和开始（" + section.place() + "）在同一段内，或各自单独成段，或在同一张表的首末两格", "开始和结束不在同一层");
        }
    }

    private static boolean sameLevel(Element from, Element to) {
        if (from == to) {
            return true;
        }
        boolean alone = Tag.alone(Runs.text(from)).isPresent()
                && Tag.alone(Runs.text(to)).isPresent();
        if (alone && from.getParentNode() == to.getParentNode()) {
            return true;
        }
        Node one = table(from);
        return one != null && one == table(to) && from.getParentNode() != to.getParentNode();
    }

    private static @Nullable Node table(Element paragraph) {
        Node cell = paragraph.getParentNode();
        return Xml.is(cell, "tc") ? cell.getParentNode().getParentNode() : null;
    }

    private void chart(Tag tag, String text, String place) {
        Found found = find(tag);
        if (!found.known()) {
            unknown(tag, place);
        } else if (found.name() != null && !(found.name() instanceof Chart || found.name() instanceof Free)) {
            fault(place, tag.written(), "{{" + tag.name() + "}}", "这不是图");
        } else if (Tag.alone(text).isEmpty()) {
            fault(place, tag.written(), "图单独成段", "图前后有别的文字");
        }
    }

    private void value(Tag tag, String place) {
        Found found = find(tag);
        if (!found.known()) {
            unknown(tag, place);
        } else if (found.name() instanceof Listing || found.name() instanceof Group) {
            fault(place, tag.written(), "{{#" + tag.name() + "}} … {{/" + tag.name() + "}}", "这里有多项内容，不能当作文字");
        } else if (found.name() instanceof Chart) {
            fault(place, tag.written(), "{{@" + tag.name() + "}}", "这是图");
        }
    }

    /** @param name null when anything may be named here */
    private record Found(boolean known, @Nullable Name name) {}

    private Found find(Tag tag) {
        @Nullable Vocabulary names = open.isEmpty() ? vocabulary : open.peek().names();
        boolean repeated = open.stream().anyMatch(section -> section.tag().kind() == Kind.OPEN);
        if (names == null || tag.name().equals(".") || repeated && tag.name().equals("序号")) {
            return new Found(true, names == null ? null : new Value(""));
        }
        Optional<Name> name = names.find(tag.path());
        return new Found(name.isPresent(), name.orElse(null));
    }

    private void unknown(Tag tag, String place) {
        @Nullable Vocabulary names = open.isEmpty() ? vocabulary : open.peek().names();
        List<String> near = Vocabulary.nearest(tag.name(), names == null ? List.of() : names.paths());
        fault(
                place,
                tag.written(),
                near.isEmpty() ? "词汇表中的名称" : String.join("、", near),
                tag.name().isEmpty() ? "占位符没有名称" : "没有“" + tag.name() + "”这个名称");
    }

    private void fault(String place, String written, String expected, String message) {
        faults.add(new Fault(place, written, expected, message, true));
    }
}
