package org.duban.form.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.form.internal.Catalog.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The form types of any number of sources, which come and go. */
public class FormTypesService implements FormTypes {

    private static final Logger LOG = LoggerFactory.getLogger(FormTypesService.class);

    /** In the order of arrival; guarded by itself, and so is every change of the catalog. */
    private final Map<Object, Source> sources = new LinkedHashMap<>();

    private volatile Catalog catalog = Catalog.EMPTY;

    /** Compiled once, kept as long as somebody has the form type. */
    private final Map<FormType, Form> forms = new WeakHashMap<>();

    FormTypesService() {}

    /**
     * The form types of these definitions and no others.
     *
     * @param definitions form types as JSON
     * @throws DubanException {@code FORM_TYPE_INVALID} for the first that can't be used
     */
    public static FormTypesService of(List<String> definitions) {
        FormTypesService service = new FormTypesService();
        Map<String, FormType> types = new LinkedHashMap<>();
        for (String definition : definitions) {
            types.put("#" + types.size(), service.read(definition));
        }
        service.put(service, new Source("definitions", false, types, List.of()));
        service.faults().stream().findFirst().ifPresent(fault -> {
            throw new DubanException(
                    Problem.of(ErrorCode.FORM_TYPE_INVALID, fault.file() + " " + fault.reason(), fault.toString()));
        });
        return service;
    }

    /** Adds or replaces what a source has. */
    final void put(Object key, Source source) {
        change(all -> all.put(key, source));
    }

    /** Replaces what a source has, unless it has gone in the meantime. */
    final void replace(Object key, Source source) {
        change(all -> all.replace(key, source));
    }

    /** Forgets what a source had. */
    final void remove(Object key) {
        change(all -> all.remove(key));
    }

    private void change(Consumer<Map<Object, Source>> change) {
        synchronized (sources) {
            change.accept(sources);
            List<FormTypeFault> before = catalog.faults();
            catalog = Catalog.of(sources.values());
            catalog.faults().stream()
                    .filter(fault -> !before.contains(fault))
                    .forEach(fault ->
                            LOG.warn("Form type not used: {}, {}: {}", fault.source(), fault.file(), fault.reason()));
        }
    }

    @Override
    public Collection<FormType> all() {
        return catalog.newest();
    }

    @Override
    public Optional<FormType> find(String id) {
        return catalog.newest(id);
    }

    @Override
    public Optional<FormType> find(String id, int version) {
        return catalog.version(id, version);
    }

    @Override
    public FormType read(String json) {
        FormTypeReader.Definition definition = FormTypeReader.read(json);
        synchronized (forms) {
            forms.putIfAbsent(definition.type(), definition.form());
        }
        return definition.type();
    }

    @Override
    public List<FormTypeFault> faults() {
        return catalog.faults();
    }

    @Override
    public List<FormField> fields(FormType type) {
        return form(type).fields();
    }

    @Override
    public List<Problem> check(FormType type, String json) {
        ObjectNode form;
        try {
            form = StrictJson.object(json, ErrorCode.INVALID_FIELD);
        } catch (DubanException e) {
            return e.problems();
        }
        return form(type).check(form);
    }

    Form form(FormType type) {
        synchronized (forms) {
            return forms.computeIfAbsent(type, FormTypeReader::compile);
        }
    }

    @Override
    public Map<String, String> values(String json) {
        Map<String, String> values = new LinkedHashMap<>();
        StrictJson.scalars(
                StrictJson.object(json, ErrorCode.INVALID_FIELD),
                "",
                (pointer, scalar) -> values.put(pointer, StrictJson.text(scalar)));
        return values;
    }
}
