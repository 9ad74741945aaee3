/**
 * Whether Duban is well: one report of all its parts.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
