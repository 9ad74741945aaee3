/**
 * Matters: what a supervision office carries through nine stages, the commands people give and the events that come of them.
 *
 * <p>{@link org.duban.api.matter.Matters} is the service. A {@link org.duban.api.matter.MatterCommand} is what somebody asks; if
 * stage, access and facts allow, it becomes one or more {@link org.duban.api.matter.MatterEvent}s in the journal, and a {@link
 * org.duban.api.matter.Matter} is what those add up to.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api.matter;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
