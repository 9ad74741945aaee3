package org.duban.api.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.office.Person;
import org.osgi.annotation.versioning.ProviderType;

/** The access rules in force. Thread-safe, pure. */
@ProviderType
public interface Access {

    /** All rules, in the order of their ids. */
    List<AccessRule> rules();

    /** What this person may read, by the rules for {@code Read}. */
    Visibility visibility(Person person);

    /** About what this person has a right, by the rules that name it; makes lists of it part of their query. */
    Visibility visibility(Person person, Right right);

    /**
     * Lets the person go on, or says why not.
     *
     * @param subject the attributes of what it is about, those of a matter by {@link Attribute#of}; empty when it is about no line,
     *     group or unit: then only rules without scopes let anybody
     * @throws org.duban.api.DubanException {@code ACCESS_DENIED}, naming the rules that would let somebody
     */
    void require(Person person, Right right, Map<Attribute, Set<String>> subject);
}
