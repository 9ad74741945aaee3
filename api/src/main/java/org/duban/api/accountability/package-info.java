/**
 * Accountability (问责): a recommendation with its evidence, decided by a leader, carried out by the competent organ, recorded. Nothing
 * happens by itself: people recommend, decide and carry out; Duban keeps the case and shows what it rests on.
 *
 * <p>Dual liability (双罚制): each case names the responsible unit <em>and</em> the supervising officer in charge, whose duties are reviewed by
 * the matter's own events.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.accountability;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
