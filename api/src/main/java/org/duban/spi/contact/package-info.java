/**
 * How a host's people want to be told: their channels in order, with their addresses.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.contact;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
