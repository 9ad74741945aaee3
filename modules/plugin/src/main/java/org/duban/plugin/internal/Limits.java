package org.duban.plugin.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.MetaTypeService;

/**
 * The least and the greatest values of a configuration's attributes, as they stand in its bundle: the metatype service checks them, but
 * doesn't tell them.
 */
final class Limits {

    private Limits() {}

    /** Either end is null when it is open. */
    record Limit(@Nullable String min, @Nullable String max) {

        /** 1 至 65535; empty when both ends are open. */
        String describe() {
            if (min == null) {
                return max == null ? "" : "不大于 " + max;
            }
            return max == null ? "不小于 " + min : min + " 至 " + max;
        }
    }

    /** By attribute id; empty when the bundle's documents can't be read: then values are checked all the same. */
    static Map<String, Limit> of(Bundle bundle, String definition) {
        Enumeration<URL> documents = bundle.findEntries(MetaTypeService.METATYPE_DOCUMENTS_LOCATION, "*.xml", false);
        Map<String, Limit> limits = new HashMap<>();
        for (URL document : documents == null ? Collections.<URL>emptyList() : Collections.list(documents)) {
            try (InputStream in = document.openStream()) {
                read(in, definition, limits);
            } catch (IOException | XMLStreamException e) {
                continue;
            }
        }
        return limits;
    }

    private static void read(InputStream in, String definition, Map<String, Limit> limits) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        boolean wanted = false;
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            if (reader.getLocalName().equals("OCD")) {
                wanted = definition.equals(reader.getAttributeValue(null, "id"));
            } else if (wanted && reader.getLocalName().equals("AD")) {
                limits.put(
                        reader.getAttributeValue(null, "id"),
                        new Limit(reader.getAttributeValue(null, "min"), reader.getAttributeValue(null, "max")));
            }
        }
    }
}
