/**
 * The people a matter meets: persons, their roles, units and lines, and the "1+5X" routing of matters to groups and officers.
 *
 * <p>People, units and log-ins belong to the host; it hands them in through {@link org.duban.spi.directory.Directory}. The
 * values here are snapshots of what the host said.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api.office;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
