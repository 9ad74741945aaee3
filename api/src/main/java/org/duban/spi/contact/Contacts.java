package org.duban.spi.contact;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How the host's people want to be told. One service; the highest-ranking one is used; without one everybody has the inbox alone.
 *
 * <p>What an implementer owes: the same as {@link org.duban.spi.directory.Directory}: thread-safe, fast, current, no nulls. An
 * exception delays the notice and loses nothing.
 */
@ConsumerType
public interface Contacts {

    /**
     * A person's channels in the order of preference: the first is tried first, the next when it fails for good or for too long.
     *
     * @param person id of the person
     * @return empty when there is no preference: the inbox alone
     */
    List<Contact> contacts(String person);
}
