/** Where files are kept, and who looks at them before they are. */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
