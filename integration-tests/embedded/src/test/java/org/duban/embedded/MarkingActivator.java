package org.duban.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A plugin's activator that leaves a mark in the file that a system property names: its code has run. */
public final class MarkingActivator implements BundleActivator {

    static final String FILE = "duban.test.mark";

    @Override
    public void start(BundleContext context) throws IOException {
        mark("started\n");
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        mark("stopped\n");
    }

    private static void mark(String text) throws IOException {
        Files.writeString(
                Path.of(System.getProperty(FILE)), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
