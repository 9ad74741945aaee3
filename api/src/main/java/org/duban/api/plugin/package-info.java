/**
 * The plugins folder and the configuration files: what is in use, what isn't, and why.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
