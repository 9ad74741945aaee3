package org.duban.spi.dossier;

import java.util.List;
import org.duban.api.matter.MatterId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a part of Duban, or a plugin, has about a matter beside the matter's own events and files: papers as issued, its evaluation, an
 * inspection's findings. A service; each one there is asked when a dossier is sealed.
 *
 * <p>What an implementer owes: {@link #itemsOf} is thread-safe, answers what is durable by then, always in the same order, and throws when
 * it can't say: a dossier is rather not sealed than sealed without it.
 */
@ConsumerType
public interface DossierSource {

    /** Its documents about a matter; none when it has none. */
    List<DossierItem> itemsOf(MatterId matter);
}
