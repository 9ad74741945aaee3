package org.duban.plugin.sample;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Can't be started. */
public final class ThrowingActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("the gateway's licence has expired");
    }

    @Override
    public void stop(BundleContext context) {}
}
