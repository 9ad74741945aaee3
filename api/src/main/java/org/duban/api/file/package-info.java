/** Files (附件): kept by content, named by events. */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
