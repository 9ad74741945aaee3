package org.duban.paper.internal.docx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The XML of Word's files. */
public final class Xml {

    /** WordprocessingML. */
    public static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private Xml() {}

    /** Parses; a document type, and with it every entity, is refused. */
    static Document parse(byte[] bytes, String name) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException e) {
            throw new IOException(name + " 不可读：" + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] write(Document document) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            document.setXmlStandalone(true);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The child elements. */
    public static List<Element> children(Node parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The child elements of a name in {@link #W}. */
    public static List<Element> children(Node parent, String name) {
        return children(parent).stream().filter(child -> is(child, name)).toList();
    }

    /** The first child element of a name in {@link #W}. */
    public static Optional<Element> child(@Nullable Node parent, String name) {
        return parent == null
                ? Optional.empty()
                : children(parent).stream().filter(child -> is(child, name)).findFirst();
    }

    /** Follows a path of child elements. */
    public static Optional<Element> path(@Nullable Element from, String... names) {
        Optional<Element> at = Optional.ofNullable(from);
        for (String name : names) {
            at = at.flatMap(element -> child(element, name));
        }
        return at;
    }

    /** All elements below of a local name, in whatever namespace, in order. */
    public static List<Element> all(Node parent, String localName) {
        NodeList found = parent instanceof Document document
                ? document.getElementsByTagNameNS("*", localName)
                : ((Element) parent).getElementsByTagNameNS("*", localName);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    /** Whether it is an element of this name in {@link #W}. */
    public static boolean is(@Nullable Node node, String name) {
        return node instanceof Element element
                && W.equals(element.getNamespaceURI())
                && element.getLocalName().equals(name);
    }

    /** An attribute in {@link #W}; empty when it isn't there. */
    public static Optional<String> attribute(Element element, String name) {
        return element.hasAttributeNS(W, name) ? Optional.of(element.getAttributeNS(W, name)) : Optional.empty();
    }

    /** The attribute {@code w:val} of a child. */
    public static Optional<String> value(@Nullable Element parent, String child) {
        return child(parent, child).flatMap(element -> attribute(element, "val"));
    }

    /** Whether a switch such as {@code w:b} is on; empty when it isn't there. */
    public static Optional<Boolean> on(@Nullable Element parent, String child) {
        return child(parent, child)
                .map(element -> !List.of("0", "false", "none", "off")
                        .contains(attribute(element, "val").orElse("true")));
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // What a parser merely warns of, Word reads.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
