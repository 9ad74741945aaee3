/**
 * Notification channels: the one interface a channel plugin implements, what it gets and what it answers.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.channel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
