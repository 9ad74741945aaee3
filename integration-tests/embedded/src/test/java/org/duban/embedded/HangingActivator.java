package org.duban.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A plugin's activator that doesn't come back until the file that a system property names is there, whoever interrupts it. */
public final class HangingActivator implements BundleActivator {

    static final String RELEASE = "duban.test.release";

    @Override
    public void start(BundleContext context) {
        Path release = Path.of(System.getProperty(RELEASE));
        while (!Files.exists(release)) {
            LockSupport.parkNanos(10_000_000);
            Thread.interrupted();
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
