package org.duban.embed.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.slf4j.LoggerFactory;

/** The packages that the bundles take from the host's class loader, so that both sides speak of the same classes. */
final class SharedPackages {

    /** The artifacts shared as a whole; the build puts their manifests beside the bundles. */
    private static final List<String> ARTIFACTS = List.of(
            "duban-api",
            "org.osgi.service.component",
            "org.osgi.service.log",
            "org.osgi.util.function",
            "org.osgi.util.promise");

    private static final List<String> SLF4J =
            List.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi");

    /** What SLF4J 2 itself exports beside its own version, because it serves callers of 1.7 as well. */
    private static final String SLF4J_1 = "1.7.36";

    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+){0,2}");

    private SharedPackages() {}

    /** In the syntax of {@code Export-Package}. */
    static String header() {
        List<String> clauses = new ArrayList<>();
        for (String artifact : ARTIFACTS) {
            clauses.add(exportsOf(artifact));
        }
        for (String name : SLF4J) {
            for (String version : new TreeSet<>(List.of(slf4jVersion(), SLF4J_1))) {
                clauses.add(name + ";version=\"" + version + "\"");
            }
        }
        return String.join(",", clauses);
    }

    private static String exportsOf(String artifact) {
        String resource = "/duban/shared/" + artifact + "-jar/META-INF/MANIFEST.MF";
        try (InputStream in = SharedPackages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("duban-embed is incomplete: " + resource + " is missing");
            }
            return new Manifest(in).getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** The version of the host's SLF4J; a host that was packed into one jar has its own in that place, or none. */
    private static String slf4jVersion() {
        Package api = LoggerFactory.class.getPackage();
        String declared = "slf4j-api".equals(api.getImplementationTitle()) ? api.getImplementationVersion() : null;
        Matcher numbers = NUMBERS.matcher(declared == null ? "" : declared);
        if (numbers.lookingAt()) {
            return numbers.group();
        }
        boolean second = LoggerFactory.class.getResource("spi/SLF4JServiceProvider.class") != null;
        return second ? "2.0.0" : SLF4J_1;
    }
}
