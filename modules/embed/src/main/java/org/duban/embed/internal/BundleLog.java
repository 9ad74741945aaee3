package org.duban.embed.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;

/**
 * OSGi's log service on the host's SLF4J, for the component runtime and the metatype service: without one they would write to the
 * host's standard output and error. The two speak the same language, method for method.
 */
final class BundleLog implements LogService {

    private static final org.slf4j.Logger OTHERS = org.slf4j.LoggerFactory.getLogger("org.duban.embed.bundles");

    @Override
    public Logger getLogger(String name) {
        return getLogger(name, Logger.class);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> type, Class<L> kind) {
        return getLogger(type.getName(), kind);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> kind) {
        return getLogger(name.equals(Logger.ROOT_LOGGER_NAME) ? bundle.getSymbolicName() : name, kind);
    }

    @Override
    public <L extends Logger> L getLogger(String name, Class<L> kind) {
        if (kind != Logger.class) {
            throw new IllegalArgumentException("only loggers that format like SLF4J: " + kind);
        }
        org.slf4j.Logger target = org.slf4j.LoggerFactory.getLogger(name);
        return kind.cast(Proxy.newProxyInstance(
                Logger.class.getClassLoader(),
                new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> log(target, (Logger) proxy, method, arguments)));
    }

    private static @Nullable Object log(
            org.slf4j.Logger target, Logger proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && arguments[0] instanceof LoggerConsumer<?> consumer) {
            if (isEnabled(target, method.getName())) {
                consumer.accept(proxy);
            }
            return null;
        }
        // SLF4J has no audit; what is audited is always to be seen.
        String name = method.getName().equals("audit") ? "error" : method.getName();
        try {
            Class<?> type = method.getDeclaringClass() == Object.class ? Object.class : org.slf4j.Logger.class;
            return type.getMethod(name, method.getParameterTypes()).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    // What was before there were loggers; the metatype service still speaks so.

    @Override
    @Deprecated
    public void log(int level, String message) {
        log(level, message, null);
    }

    @Override
    @Deprecated
    public void log(int level, String message, @Nullable Throwable thrown) {
        switch (level) {
            case LOG_ERROR -> OTHERS.error(message, thrown);
            case LOG_WARNING -> OTHERS.warn(message, thrown);
            case LOG_INFO -> OTHERS.info(message, thrown);
            default -> OTHERS.debug(message, thrown);
        }
    }

    @Override
    @Deprecated
    public void log(@Nullable ServiceReference<?> service, int level, String message) {
        log(level, message, null);
    }

    @Override
    @Deprecated
    public void log(@Nullable ServiceReference<?> service, int level, String message, @Nullable Throwable thrown) {
        log(level, message, thrown);
    }

    private static boolean isEnabled(org.slf4j.Logger target, String level) {
        return switch (level) {
            case "trace" -> target.isTraceEnabled();
            case "debug" -> target.isDebugEnabled();
            case "info" -> target.isInfoEnabled();
            case "warn" -> target.isWarnEnabled();
            default -> target.isErrorEnabled();
        };
    }
}
