package org.duban.channel.webhook.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What people see of a request's body; read with another library than it was written with. */
final class Shown {

    private Shown() {}

    static String text(JsonNode body) {
        if (body.has("markdown")) {
            JsonNode markdown = body.get("markdown");
            return markdown(
                    markdown.path("text").asText(markdown.path("content").asText()));
        }
        if (body.has("text") && body.get("text").isObject()) {
            return body.at("/text/content").asText();
        }
        if (body.has("content")) {
            JsonNode post = body.at("/content/post/zh_cn");
            List<String> lines = new ArrayList<>(List.of(post.get("title").asText()));
            post.get("content").forEach(line -> lines.add(line.at("/0/text").asText()));
            return String.join("\n", lines);
        }
        return body.get("title").asText() + "\n" + body.get("text").asText();
    }

    /** Fails when there is anything in it but a heading, paragraphs and text. */
    static String markdown(String source) {
        StringBuilder shown = new StringBuilder();
        Node document = Parser.builder().build().parse(source);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Document node) {
                visitChildren(node);
            }

            @Override
            public void visit(Heading node) {
                visitChildren(node);
                shown.append("\n\n");
            }

            @Override
            public void visit(Paragraph node) {
                visitChildren(node);
                shown.append("\n\n");
            }

            @Override
            public void visit(Text node) {
                shown.append(node.getLiteral());
            }

            @Override
            public void visit(HardLineBreak node) {
                shown.append('\n');
            }

            @Override
            public void visit(SoftLineBreak node) {
                throw new AssertionError("a line break that isn't shown as one: " + source);
            }

            @Override
            protected void visitChildren(Node parent) {
                for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                    boolean known = child instanceof Text
                            || child instanceof HardLineBreak
                            || child instanceof SoftLineBreak
                            || child instanceof Heading
                            || child instanceof Paragraph;
                    if (!known) {
                        throw new AssertionError((child instanceof Block ? "a block " : "markup ")
                                + child.getClass().getSimpleName() + ": " + source);
                    }
                    child.accept(this);
                }
            }
        });
        return shown.toString().strip();
    }
}
