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
import org.duban.api.DubanException;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.form.internal.Catalog.Source;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * The form types that active bundles carry: an extender for the header {@value #HEADER}, a comma-separated list of files inside
 * the bundle, with {@code *} in the last part of a path ({@code forms/*.json}). Whoever gets the service gets the form types of
 * every bundle that is active by then.
 */
@Component(service = FormTypes.class)
@Capability(namespace = "osgi.extender", name = "duban.forms", version = "1.0.0")
public final class BundledFormTypes extends FormTypesService {

    static final String HEADER = "Duban-Forms";

    /** A character of a definition takes at most three bytes. */
    private static final int MAX_BYTES = 3 * StrictJson.MAX_CHARS;

    private final BundleTracker<Bundle> tracker;

    @Activate
    public BundledFormTypes(BundleContext context) {
        tracker = new BundleTracker<>(context, Bundle.ACTIVE, new Extender());
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
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
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        Map<String, FormType> definitions = new LinkedHashMap<>();
        List<FormTypeFault> faults = new ArrayList<>();
        for (String clause : header.split(",", -1)) {
            String path = clause.strip();
            List<URL> files = files(bundle, path);
            if (files.isEmpty()) {
                faults.add(new FormTypeFault(name, path, "没有这个文件"));
            }
            for (URL file : files) {
                String inside = file.getPath().substring(1);
                try {
                    definitions.put(inside, read(text(file)));
                } catch (IOException | RuntimeException e) {
                    // Whatever is wrong with one file, the others are used.
                    faults.add(new FormTypeFault(name, inside, reason(e)));
                }
            }
        }
        return new Source(name, definitions, faults);
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

    private static String reason(Exception e) {
        String reason = e instanceof CharacterCodingException
                ? "不是 UTF-8 文本"
                : e instanceof DubanException ? String.valueOf(e.getMessage()) : e.toString();
        return reason.replaceAll("\\R", " ");
    }
}
