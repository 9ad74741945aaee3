/**
 * Full-text search over everything ever written about matters, matters like one that is being registered, and standing queries
 * (watches). Shows only what the actor may see, by the rules for {@code Read}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.search;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
