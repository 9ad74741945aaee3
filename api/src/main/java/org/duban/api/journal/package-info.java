/**
 * The journal: every event that ever happened, durable, in one order, hash-chained. The only truth; all else is computed from it.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
