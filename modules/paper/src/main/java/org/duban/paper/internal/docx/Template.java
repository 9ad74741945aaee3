package org.duban.paper.internal.docx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.paper.internal.docx.Tag.Kind;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A Word file with placeholders. A pair of section placeholders encloses text of one paragraph, whole paragraphs (each of the pair in a
 * paragraph of its own) or whole rows of a table (the pair in the first and the last cell). Thread-safe: filling leaves it as it is.
 */
public final class Template {

    private final Docx docx;

    private Template(Docx docx) {
        this.docx = docx;
    }

    /** Reads a template. @throws IOException when it isn't a Word file; the message says why, in Chinese */
    public static Template read(byte[] bytes) throws IOException {
        Docx docx = Docx.read(bytes);
        for (String part : parts(docx)) {
            Runs.paragraphs(docx.xml(part)).forEach(Runs::normalise);
        }
        return new Template(docx);
    }

    static List<String> parts(Docx docx) {
        List<String> parts = new ArrayList<>();
        parts.add(Docx.DOCUMENT);
        parts.addAll(docx.headersAndFooters());
        return parts;
    }

    /** All that is wrong with it; nothing when it can be used. */
    public List<Fault> check(Vocabulary vocabulary) {
        return new TemplateCheck(docx, vocabulary).faults();
    }

    /**
     * Fills it.
     *
     * @param tree texts, numbers, lists, maps and {@link ChartData} by name; what isn't there is left out
     */
    public synchronized Docx fill(Map<String, ?> tree) throws IOException {
        Docx filled = docx.copy();
        Filling filling = new Filling(filled);
        Scope scope = new Scope(tree, null, 0);
        for (String part : parts(filled)) {
            Element root = filled.xml(part).getDocumentElement();
            Element container = part.equals(Docx.DOCUMENT)
                    ? Xml.child(root, "body").orElseThrow(() -> new IOException("文档没有正文"))
                    : root;
            replace(container, filling.blocks(Xml.children(container), scope));
        }
        return filled;
    }

    private static void replace(Element container, List<Node> children) {
        while (container.getFirstChild() != null) {
            container.removeChild(container.getFirstChild());
        }
        children.forEach(container::appendChild);
    }

    /** Copies nodes, filled; what it is given stays as it is. */
    private static final class Filling {

        private final Docx docx;
        private int charts;

        Filling(Docx docx) {
            this.docx = docx;
        }

        List<Node> blocks(List<Element> siblings, Scope scope) throws IOException {
            List<Node> filled = new ArrayList<>();
            for (int i = 0; i < siblings.size(); i++) {
                Element block = siblings.get(i);
                Optional<Tag> alone = Xml.is(block, "p") ? Tag.alone(Runs.text(block)) : Optional.empty();
                if (alone.isPresent() && alone.get().opens()) {
                    int end = closing(siblings, i, alone.get());
                    for (Scope inner : scope.within(alone.get())) {
                        filled.addAll(blocks(siblings.subList(i + 1, end), inner));
                    }
                    i = end;
                } else if (alone.isPresent() && alone.get().kind() == Kind.CHART) {
                    chart(block, alone.get(), scope).ifPresent(filled::add);
                } else if (Xml.is(block, "p")) {
                    filled.add(paragraph(block, scope));
                } else if (Xml.is(block, "tbl")) {
                    filled.add(with(block, rows(Xml.children(block), scope)));
                } else {
                    filled.add(inside(block, scope));
                }
            }
            return filled;
        }

        /** A block of another kind: content controls hold blocks, the rest is copied. */
        private Node inside(Element block, Scope scope) throws IOException {
            if (!Xml.is(block, "sdt")) {
                return block.cloneNode(true);
            }
            Element copy = (Element) block.cloneNode(true);
            Optional<Element> content = Xml.child(copy, "sdtContent");
            if (content.isPresent()) {
                replace(content.get(), blocks(Xml.children(content.get()), scope));
            }
            return copy;
        }

        private static int closing(List<Element> siblings, int open, Tag tag) throws IOException {
            int depth = 0;
            for (int i = open; i < siblings.size(); i++) {
                Optional<Tag> alone =
                        Xml.is(siblings.get(i), "p") ? Tag.alone(Runs.text(siblings.get(i))) : Optional.empty();
                if (alone.isPresent() && alone.get().name().equals(tag.name())) {
                    depth += alone.get().opens() ? 1 : alone.get().kind() == Kind.CLOSE ? -1 : 0;
                    if (depth == 0) {
                        return i;
                    }
                }
            }
            throw new IOException(tag.written() + " 没有结束");
        }

        private List<Node> rows(List<Element> siblings, Scope scope) throws IOException {
            List<Node> filled = new ArrayList<>();
            for (int i = 0; i < siblings.size(); i++) {
                Element row = siblings.get(i);
                Optional<RowSection> section =
                        Xml.is(row, "tr") ? RowSection.startingAt(siblings, i) : Optional.empty();
                if (section.isPresent()) {
                    List<Element> repeated = section.get().withoutTags(siblings);
                    for (Scope inner : scope.within(section.get().tag())) {
                        filled.addAll(rows(repeated, inner));
                    }
                    i = section.get().last();
                } else if (Xml.is(row, "tr")) {
                    Element copy = (Element) row.cloneNode(false);
                    for (Element cell : Xml.children(row)) {
                        copy.appendChild(Xml.is(cell, "tc") ? cell(cell, scope) : cell.cloneNode(true));
                    }
                    filled.add(copy);
                } else {
                    filled.add(row.cloneNode(true));
                }
            }
            return filled;
        }

        private Node cell(Element cell, Scope scope) throws IOException {
            Element copy = with(cell, blocks(Xml.children(cell), scope));
            List<Element> blocks = Xml.children(copy);
            if (blocks.isEmpty() || !Xml.is(blocks.get(blocks.size() - 1), "p")) {
                // A cell ends with a paragraph, or Word calls the file damaged.
                copy.appendChild(cell.getOwnerDocument().createElementNS(Xml.W, "w:p"));
            }
            return copy;
        }

        private Element paragraph(Element paragraph, Scope scope) throws IOException {
            return with(paragraph, inline(nodes(paragraph), scope));
        }

        private static List<Node> nodes(Element parent) {
            List<Node> nodes = new ArrayList<>();
            for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
                nodes.add(child);
            }
            return nodes;
        }

        private List<Node> inline(List<Node> nodes, Scope scope) throws IOException {
            List<Node> filled = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                Optional<Tag> tag = tagOf(node);
                if (tag.isEmpty()) {
                    filled.add(
                            node instanceof Element element
                                            && (Xml.is(node, "hyperlink")
                                                    || Xml.is(node, "ins")
                                                    || Xml.is(node, "smartTag"))
                                    ? with(element, inline(nodes(element), scope))
                                    : node.cloneNode(true));
                } else if (tag.get().opens()) {
                    int end = closingInline(nodes, i, tag.get());
                    for (Scope inner : scope.within(tag.get())) {
                        filled.addAll(inline(nodes.subList(i + 1, end), inner));
                    }
                    i = end;
                } else if (tag.get().kind() == Kind.VALUE) {
                    filled.add(
                            written((Element) node, scope.find(tag.get().path()).orElse("")));
                }
            }
            return filled;
        }

        private static Optional<Tag> tagOf(Node node) {
            return Xml.is(node, "r")
                    ? Xml.child(node, "t").flatMap(text -> Tag.alone(text.getTextContent()))
                    : Optional.empty();
        }

        private static int closingInline(List<Node> nodes, int open, Tag tag) throws IOException {
            int depth = 0;
            for (int i = open; i < nodes.size(); i++) {
                Optional<Tag> other = tagOf(nodes.get(i));
                if (other.isPresent() && other.get().name().equals(tag.name())) {
                    depth += other.get().opens() ? 1 : other.get().kind() == Kind.CLOSE ? -1 : 0;
                    if (depth == 0) {
                        return i;
                    }
                }
            }
            throw new IOException(tag.written() + " 没有结束");
        }

        /** A run with a value in place of the placeholder; the value's lines are kept. */
        private static Element written(Element run, Object value) {
            Element copy = Runs.like(run);
            String[] lines = clean(value.toString()).split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    copy.appendChild(run.getOwnerDocument().createElementNS(Xml.W, "w:br"));
                }
                Element text = run.getOwnerDocument().createElementNS(Xml.W, "w:t");
                Runs.set(text, lines[i]);
                copy.appendChild(text);
            }
            return copy;
        }

        /** Without what XML can't hold: control characters, halves of surrogate pairs. */
        private static String clean(String value) {
            StringBuilder clean = new StringBuilder(value.length());
            value.codePoints()
                    .filter(c -> c == '\n'
                            || c == '\t'
                            || c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
                    .forEach(clean::appendCodePoint);
            return clean.toString();
        }

        private Optional<Node> chart(Element paragraph, Tag tag, Scope scope) throws IOException {
            if (!(scope.find(tag.path()).orElse("") instanceof ChartData data)) {
                return Optional.empty();
            }
            Element copy = (Element) paragraph.cloneNode(false);
            Xml.child(paragraph, "pPr").ifPresent(looks -> copy.appendChild(looks.cloneNode(true)));
            copy.appendChild(Charts.run(docx, data, ++charts, paragraph.getOwnerDocument()));
            return Optional.of(copy);
        }

        private static Element with(Element original, List<Node> children) {
            Element copy = (Element) original.cloneNode(false);
            children.forEach(copy::appendChild);
            return copy;
        }
    }
}
