package org.duban.api.form;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.api.Problem;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The form types. Those installed now are for new matters; a version that a matter was registered with is found for ever, though whoever
 * brought it has gone. Thread-safe; each answer is a snapshot.
 */
@ProviderType
public interface FormTypes {

    /** The newest version of each form type installed now, by id. */
    Collection<FormType> all();

    /** The newest version of a form type installed now. */
    Optional<FormType> find(String id);

    /** One version of a form type, installed now or ever used by a matter. */
    Optional<FormType> find(String id, int version);

    /**
     * Reads a form type's definition.
     *
     * @param json the definition, the format of {@code plugins/forms-district}
     * @throws org.duban.api.DubanException {@code FORM_TYPE_INVALID} with every mistake and its JSON pointer
     */
    FormType read(String json);

    /** The definitions that were brought and can't be used, in the order of their sources. */
    List<FormTypeFault> faults();

    /** The fields of a form type in the order of its schema, groups and tables before what is in them. */
    List<FormField> fields(FormType type);

    /**
     * Checks a form against its type's schema.
     *
     * @param type the type
     * @param json a JSON object as text
     * @return every mistake: the JSON pointer, the value there, what would be right, in Chinese; empty when the form is good
     */
    List<Problem> check(FormType type, String json);

    /**
     * The scalar values of a form.
     *
     * @param json a JSON object as text
     * @return JSON pointer → text of each string, number and boolean; an array's scalar elements are under their own pointers
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} when the text isn't a JSON object
     */
    Map<String, String> values(String json);
}
