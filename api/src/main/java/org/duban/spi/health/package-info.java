/**
 * What a part of Duban, of a plugin or of the host says about its own health.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
