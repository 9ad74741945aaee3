package org.duban.matter.internal;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.duban.api.form.FormTypeAdopted;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.spi.form.FormTypeSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The form types that matters were registered with, as the journal keeps them: offered to {@link org.duban.api.form.FormTypes}, so that
 * a matter keeps its form type whoever brought it. Thread-safe.
 */
@Component(service = FormArchive.class, immediate = true)
public final class FormArchive implements FormTypeSource {

    /** Service property that counts up with the definitions, for whoever listens to modifications. */
    private static final String REVISION = "duban.forms.revision";

    private final Journal journal;

    /** Guarded by itself. */
    private final Set<StreamId> known = new HashSet<>();

    private volatile List<Definition> definitions = List.of();
    private final AtomicLong revision = new AtomicLong();
    private final @Nullable ServiceRegistration<FormTypeSource> registration;

    /** Reads the journal and offers what it finds as a service; made by the framework. */
    @Activate
    public FormArchive(BundleContext context, @Reference Journal journal) {
        this.journal = journal;
        readAll();
        registration = context.registerService(FormTypeSource.class, this, properties());
    }

    /** Reads the journal; offered to nobody. */
    FormArchive(Journal journal) {
        this.journal = journal;
        readAll();
        registration = null;
    }

    @Deactivate
    void withdraw() {
        if (registration != null) {
            registration.unregister();
        }
    }

    private void readAll() {
        journal.forEachStream(FormTypeAdopted.STREAM, this::add);
    }

    @Override
    public String name() {
        return "日志中事项用过的类型";
    }

    @Override
    public List<Definition> definitions() {
        return definitions;
    }

    /** Whether the journal has that version. */
    boolean has(StreamId formType) {
        synchronized (known) {
            return known.contains(formType);
        }
    }

    /** Looks whether the journal has got one of these meanwhile, as when two matters are the first of their form type at one time. */
    boolean catchUp(List<FormTypeAdopted> missing) {
        boolean found = false;
        boolean news = false;
        for (FormTypeAdopted form : missing) {
            List<Recorded> written = journal.read(FormTypeAdopted.stream(form.id(), form.version()));
            // Another thread of this process may have taken it in already.
            found |= !written.isEmpty();
            news |= add(written);
        }
        if (news) {
            tell();
        }
        return found;
    }

    /** Takes in what was just written to the journal. */
    void learn(List<Recorded> recorded) {
        if (add(recorded)) {
            tell();
        }
    }

    private boolean add(List<Recorded> recorded) {
        boolean added = false;
        synchronized (known) {
            for (Recorded r : recorded) {
                if (r.event() instanceof FormTypeAdopted form && known.add(r.stream())) {
                    List<Definition> more = new ArrayList<>(definitions);
                    more.add(new Definition(r.stream().id(), form.definition()));
                    definitions = List.copyOf(more);
                    added = true;
                }
            }
        }
        return added;
    }

    private void tell() {
        if (registration != null) {
            try {
                registration.setProperties(properties());
            } catch (IllegalStateException stopping) {
                // Withdrawn meanwhile: nobody is left who could want to know, and the journal has it.
                return;
            }
        }
    }

    private Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ARCHIVE, true);
        properties.put(REVISION, revision.incrementAndGet());
        return properties;
    }
}
