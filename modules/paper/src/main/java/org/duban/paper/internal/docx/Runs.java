package org.duban.paper.internal.docx;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Word scatters what is typed over runs, by when it was typed and what the spell checker thinks of it. Here each placeholder gets a run of
 * its own, with the looks of its first character.
 */
final class Runs {

    private Runs() {}

    /** Every paragraph below, those in text boxes too. */
    static List<Element> paragraphs(Node below) {
        return Xml.all(below, "p").stream().filter(p -> Xml.is(p, "p")).toList();
    }

    /** The texts of a paragraph, without those of paragraphs inside it (text boxes). */
    static List<Element> texts(Element paragraph) {
        return Xml.all(paragraph, "t").stream()
                .filter(text -> Xml.is(text, "t") && paragraphOf(text) == paragraph)
                .toList();
    }

    private static Node paragraphOf(Node node) {
        Node at = node.getParentNode();
        while (!Xml.is(at, "p")) {
            at = at.getParentNode();
        }
        return at;
    }

    /** What is written in a paragraph. */
    static String text(Element paragraph) {
        StringBuilder all = new StringBuilder();
        texts(paragraph).forEach(text -> all.append(text.getTextContent()));
        return all.toString();
    }

    static List<Tag> tags(Element paragraph) {
        List<Tag> tags = new ArrayList<>();
        Matcher found = Tag.PATTERN.matcher(text(paragraph));
        while (found.find()) {
            tags.add(Tag.of(found));
        }
        return tags;
    }

    /** Gives each placeholder of the paragraph its own run. */
    static void normalise(Element paragraph) {
        join(paragraph);
        for (Element text : texts(paragraph)) {
            if (Tag.PATTERN.matcher(text.getTextContent()).find() && Xml.is(text.getParentNode(), "r")) {
                split((Element) text.getParentNode());
            }
        }
    }

    /** Puts each placeholder wholly into the text it begins in. */
    private static void join(Element paragraph) {
        List<Element> texts = texts(paragraph);
        Matcher found = Tag.PATTERN.matcher(text(paragraph));
        List<int[]> spans = new ArrayList<>();
        while (found.find()) {
            spans.add(new int[] {found.start(), found.end()});
        }
        List<StringBuilder> contents = new ArrayList<>();
        texts.forEach(text -> contents.add(new StringBuilder()));
        int at = 0;
        int owner = 0;
        for (int i = 0; i < texts.size(); i++) {
            String content = texts.get(i).getTextContent();
            for (int k = 0; k < content.length(); k++, at++) {
                int position = at;
                boolean inside = spans.stream().anyMatch(span -> span[0] < position && position < span[1]);
                if (!inside) {
                    owner = i;
                }
                contents.get(owner).append(content.charAt(k));
            }
        }
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).getTextContent().contentEquals(contents.get(i))) {
                set(texts.get(i), contents.get(i).toString());
            }
        }
    }

    /** Splits a run so that each placeholder stands in its own. */
    private static void split(Element run) {
        Document document = run.getOwnerDocument();
        Node parent = run.getParentNode();
        for (Element part : Xml.children(run)) {
            if (Xml.is(part, "rPr")) {
                continue;
            }
            if (!Xml.is(part, "t")) {
                Element alone = like(run);
                alone.appendChild(part.cloneNode(true));
                parent.insertBefore(alone, run);
                continue;
            }
            String content = part.getTextContent();
            Matcher found = Tag.PATTERN.matcher(content);
            int from = 0;
            while (found.find()) {
                add(document, run, content.substring(from, found.start()));
                add(document, run, found.group());
                from = found.end();
            }
            add(document, run, content.substring(from));
        }
        parent.removeChild(run);
    }

    private static void add(Document document, Element run, String content) {
        if (!content.isEmpty()) {
            Element alone = like(run);
            Element text = document.createElementNS(Xml.W, "w:t");
            set(text, content);
            alone.appendChild(text);
            run.getParentNode().insertBefore(alone, run);
        }
    }

    /** An empty run that looks like this one. */
    static Element like(Element run) {
        Element alone = (Element) run.cloneNode(false);
        Xml.child(run, "rPr").ifPresent(looks -> alone.appendChild(looks.cloneNode(true)));
        return alone;
    }

    /** Sets a text as it is, blanks at its ends too. */
    static void set(Element text, String content) {
        text.setTextContent(content);
        text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    }
}
