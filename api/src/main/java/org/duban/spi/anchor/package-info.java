/** Where the heads of the hash chains are sent, so that a cut-off end is noticed. */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.anchor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
