package org.duban.plugin.sample;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Doesn't come back from its start until somebody registers a service with the property {@code release}; heeds no interruption. */
public final class HangingActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        CountDownLatch released = new CountDownLatch(1);
        context.addServiceListener(event -> {
            if (event.getServiceReference().getProperty("release") != null) {
                released.countDown();
            }
        });
        boolean hanging = true;
        while (hanging) {
            try {
                released.await();
                hanging = false;
            } catch (InterruptedException e) {
                hanging = true;
            }
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
