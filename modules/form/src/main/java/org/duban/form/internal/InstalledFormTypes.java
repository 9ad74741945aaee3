package org.duban.form.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.duban.api.DubanException;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.form.internal.Catalog.Source;
import org.duban.spi.form.FormTypeSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The form types that active bundles carry and that services bring. An extender for the header {@value #HEADER}, a comma-separated
 * list of files inside the bundle, with {@code *} in the last part of a path ({@code forms/*.json}); and a whiteboard for {@link
 * FormTypeSource}. Whoever gets the service gets the form types of every bundle and source that is there by then.
 */
@Component(service = FormTypes.class)
@Capability(namespace = "osgi.extender", name = "duban.forms", version = "1.0.0")
public final class InstalledFormTypes extends FormTypesService {

    static final String HEADER = "Duban-Forms";

    /** A character of a definition takes at most three bytes. */
    private static final int MAX_BYTES = 3 * StrictJson.MAX_CHARS;

    private final BundleContext context;
    private final BundleTracker<Bundle> bundles;
    private final ServiceTracker<FormTypeSource, FormTypeSource> services;

    @Activate
    public InstalledFormTypes(BundleContext context) {
        this.context = context;
        bundles = new BundleTracker<>(context, Bundle.ACTIVE, new Extender());
        services = new ServiceTracker<>(context, FormTypeSource.class, new Whiteboard());
        bundles.open();
        services.open();
    }

    @Deactivate
    void close() {
        services.close();
        bundles.close();
    }

    private final class Whiteboard implements ServiceTrackerCustomizer<FormTypeSource, FormTypeSource> {

        @Override
        public @Nullable FormTypeSource addingService(ServiceReference<FormTypeSource> reference) {
            FormTypeSource service = context.getService(reference);
            if (service != null) {
                put(reference, read(reference, service));
            }
            return service;
        }

        @Override
        public void modifiedService(ServiceReference<FormTypeSource> reference, FormTypeSource service) {
            replace(reference, read(reference, service));
        }

        @Override
        public void removedService(ServiceReference<FormTypeSource> reference, FormTypeSource service) {
            remove(reference);
            context.ungetService(reference);
        }
    }

    private Source read(ServiceReference<FormTypeSource> reference, FormTypeSource service) {
        boolean archive = Boolean.TRUE.equals(reference.getProperty(FormTypeSource.ARCHIVE));
        try {
            Reading reading = new Reading(Objects.requireNonNull(service.name(), "name() is null"));
            for (FormTypeSource.Definition definition : service.definitions()) {
                reading.add(definition.file(), definition::json);
            }
            return reading.source(archive);
        } catch (Throwable e) {
            // Whatever a source throws, everybody else's form types are used.
            String name = service.getClass().getName();
            return new Source(
                    name, archive, Map.of(), List.of(new FormTypeFault(name, "", "来源出错，没有读到表单类型：" + reason(e))));
        }
    }

    /** The definitions of one source, as they are read. */
    private final class Reading {
        private final String name;
        private final Map<String, FormType> definitions = new LinkedHashMap<>();
        private final List<FormTypeFault> faults = new ArrayList<>();

        Reading(String name) {
            this.name = name;
        }

        void add(String file, Callable<String> json) {
            try {
                FormType type = read(json.call());
                if (definitions.putIfAbsent(file, type) != null) {
                    fault(file, "同一来源中已有这个文件");
                }
            } catch (Exception e) {
                // Whatever is wrong with one file, the others are used.
                fault(file, reason(e));
            }
        }

        void fault(String file, String reason) {
            faults.add(new FormTypeFault(name, file, reason));
        }

        Source source(boolean archive) {
            return new Source(name, archive, definitions, faults);
        }
    }

    private final class Extender implements BundleTrackerCustomizer<Bundle> {

        @Override
        public @Nullable Bundle addingBundle(Bundle bundle, @Nullable BundleEvent event) {
            String header = bundle.getHeaders("").get(HEADER);
            if (header == null) {
                return null;
            }
            put(bundle, read(bundle, header));
            return bundle;
        }

        @Override
        public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
            // Only bundles that are active are tracked: an update stops them first.
        }

        @Override
        public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
            remove(bundle);
        }
    }

    private Source read(Bundle bundle, String header) {
        Reading reading = new Reading(bundle.getSymbolicName() + " " + bundle.getVersion());
        for (String clause : header.split(",", -1)) {
            String path = clause.strip();
            List<URL> files = files(bundle, path);
            if (files.isEmpty()) {
                reading.fault(path, "没有这个文件");
            }
            for (URL file : files) {
                reading.add(file.getPath().substring(1), () -> text(file));
            }
        }
        return reading.source(false);
    }

    /** The files of one path of the header, in alphabetical order. */
    private static List<URL> files(Bundle bundle, String path) {
        int slash = path.lastIndexOf('/');
        Enumeration<URL> found = bundle.findEntries(path.substring(0, slash + 1), path.substring(slash + 1), false);
        if (found == null) {
            return List.of();
        }
        return Collections.list(found).stream()
                .filter(url -> !url.getPath().endsWith("/"))
                .sorted(Comparator.comparing(URL::getPath))
                .toList();
    }

    private static String text(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("文件超过 " + MAX_BYTES + " 字节");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private static String reason(Throwable e) {
        String reason = e instanceof CharacterCodingException
                ? "不是 UTF-8 文本"
                : e instanceof DubanException ? String.valueOf(e.getMessage()) : e.toString();
        return reason.replaceAll("\\R", " ");
    }
}
