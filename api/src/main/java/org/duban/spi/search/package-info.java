/**
 * The index behind the search: Lucene inside Duban, or an engine that a plugin brings.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.search;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
