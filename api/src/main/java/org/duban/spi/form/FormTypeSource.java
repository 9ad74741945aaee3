package org.duban.spi.form;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings form types. A service of this type is asked when it appears and whenever its properties are modified, and its form types go when
 * it goes; matters registered with them keep them.
 *
 * <p>What an implementer owes: {@link #definitions()} answers from memory, with the same list until the service's properties are
 * modified. A definition that can't be used harms no other; the reason is in {@link org.duban.api.form.FormTypes#faults()}.
 */
@ConsumerType
public interface FormTypeSource {

    /** Service property, {@code Boolean}: these are only for matters that have them already; nothing new is registered with them. */
    String ARCHIVE = "duban.forms.archive";

    /** What people call this source. */
    String name();

    /** The definitions it has now. */
    List<Definition> definitions();

    /**
     * A definition.
     *
     * @param file what names it within the source, {@code proposal.json}
     * @param json the definition, in the format of the form module's README
     */
    record Definition(String file, String json) {}
}
