package org.duban.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The declarative-services components of a plugin: what bnd writes into {@code OSGI-INF} from the annotations. */
final class Components {

    private Components() {}

    /**
     * The value of a property of the component that a class implements.
     *
     * @param implementation the component's class
     * @return empty when the class is no component or has no such property
     */
    static Optional<String> property(Class<?> implementation, String name) {
        return descriptions(implementation).stream()
                .filter(component -> elements(component, "implementation")
                        .anyMatch(e -> e.getAttribute("class").equals(implementation.getName())))
                .flatMap(component -> elements(component, "property"))
                .filter(property -> property.getAttribute("name").equals(name))
                .map(property -> property.getAttribute("value"))
                .findFirst();
    }

    /** Every component description where the class comes from, a folder or a jar. */
    private static List<Element> descriptions(Class<?> implementation) {
        try {
            Path origin = Path.of(implementation
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(origin)) {
                return below(origin);
            }
            try (FileSystem jar = FileSystems.newFileSystem(origin)) {
                return below(jar.getPath("/"));
            }
        } catch (Exception e) {
            throw new IllegalStateException("No component descriptions can be read for " + implementation, e);
        }
    }

    private static List<Element> below(Path root) throws IOException, ParserConfigurationException, SAXException {
        Path folder = root.resolve("OSGI-INF");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        List<Element> components = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                Element top = factory.newDocumentBuilder().parse(in).getDocumentElement();
                if ("component".equals(top.getLocalName())) {
                    components.add(top);
                }
            }
        }
        return components;
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1).map(i -> (Element) found.item(i));
    }
}
