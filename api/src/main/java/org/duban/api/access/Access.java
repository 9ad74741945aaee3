package org.duban.api.access;

import java.util.List;
import org.duban.api.office.Person;
import org.osgi.annotation.versioning.ProviderType;

/** The access rules in force. Thread-safe, pure. */
@ProviderType
public interface Access {

    /** All rules, in the order of their ids. */
    List<AccessRule> rules();

    /** What this person may read, by the rules for {@code Read}. */
    Visibility visibility(Person person);
}
