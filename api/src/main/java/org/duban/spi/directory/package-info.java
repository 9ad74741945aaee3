/**
 * What a host lends Duban: its people, units and the posts of its supervision office.
 *
 * <p>One service, {@link org.duban.spi.directory.Directory}; the highest-ranking one is used.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.spi.directory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
