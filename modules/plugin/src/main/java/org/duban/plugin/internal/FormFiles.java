package org.duban.plugin.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.plugin.internal.HotFolder.Look;
import org.duban.spi.form.FormTypeSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The folder's JSON files as one source of form types. Used by one thread at a time, but for {@link #definitions()}. */
final class FormFiles implements FormTypeSource {

    /** Modified to have the source asked again; how often so far. */
    private static final String REVISION = "duban.forms.revision";

    /** A form type has at most 1,048,576 characters, each of at most three bytes. */
    private static final int MAX_BYTES = 3 << 20;

    private final String name;
    private final HotFolder folder;
    private final FormTypes formTypes;
    private final StatusBoard board;
    private final ServiceRegistration<FormTypeSource> registration;
    private final Map<String, Entry> files = new TreeMap<>();
    private volatile List<Definition> definitions = List.of();
    private int revision;

    /**
     * A file as it was read.
     *
     * @param json null when it can't be used
     * @param refusal why not; empty when it can
     */
    private record Entry(
            Fingerprint taken,
            String id,
            int version,
            @Nullable String json,
            String refusal) {

        String versionText() {
            return version == 0 ? "" : Integer.toString(version);
        }
    }

    FormFiles(BundleContext context, String name, HotFolder folder, FormTypes formTypes, StatusBoard board) {
        this.name = name;
        this.folder = folder;
        this.formTypes = formTypes;
        this.board = board;
        this.registration = context.registerService(FormTypeSource.class, this, properties());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Definition> definitions() {
        return definitions;
    }

    void follow(Look look) throws IOException {
        for (String file : List.copyOf(files.keySet())) {
            if (look.isGone(file)) {
                files.remove(file);
                board.removed(Kind.FORM_TYPE, file);
            }
        }
        for (Map.Entry<String, Fingerprint> settled : look.settled().entrySet()) {
            String file = settled.getKey();
            Fingerprint fingerprint = settled.getValue();
            Entry known = files.get(file);
            if (known == null || !known.taken().equals(fingerprint)) {
                Entry read = read(file, fingerprint);
                if (fingerprint.equals(Fingerprint.of(folder.file(file)))) {
                    files.put(file, read);
                    board.renewed(Kind.FORM_TYPE, file);
                }
            }
        }
        publish();
    }

    private void publish() {
        List<Definition> usable = new ArrayList<>();
        files.forEach((file, entry) -> {
            if (entry.json() != null) {
                usable.add(new Definition(file, entry.json()));
            }
        });
        if (!usable.equals(definitions)) {
            definitions = List.copyOf(usable);
            revision++;
            registration.setProperties(properties());
        }
    }

    private Entry read(String file, Fingerprint fingerprint) {
        try {
            String json = TextFile.read(folder.file(file), MAX_BYTES);
            FormType type = formTypes.read(json);
            return new Entry(fingerprint, type.id(), type.version(), json, "");
        } catch (DubanException e) {
            List<String> mistakes = e.problems().stream().map(Problem::describe).toList();
            return new Entry(fingerprint, "", 0, null, Refusal.joined(mistakes));
        } catch (Refusal e) {
            return new Entry(fingerprint, "", 0, null, e.reason());
        }
    }

    /** Says how each one is. */
    void report() {
        Map<String, String> faults = formTypes.faults().stream()
                .filter(fault -> fault.source().equals(name))
                .collect(Collectors.toMap(FormTypeFault::file, FormTypeFault::reason, (first, second) -> first));
        files.forEach((file, entry) -> {
            String refusal = entry.refusal().isEmpty() ? faults.getOrDefault(file, "") : entry.refusal();
            State state = refusal.isEmpty() ? State.ACTIVE : State.REFUSED;
            String reason = refusal.isEmpty() ? superseded(entry) : Refusal.oneLine(refusal);
            board.put(Kind.FORM_TYPE, file, entry.id(), entry.versionText(), state, reason);
        });
    }

    private String superseded(Entry entry) {
        return formTypes
                .find(entry.id())
                .filter(newest -> newest.version() > entry.version())
                .map(newest -> "新事项使用更新的第 " + newest.version() + " 版")
                .orElse("");
    }

    void end() {
        registration.unregister();
    }

    private Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(REVISION, revision);
        return properties;
    }
}
