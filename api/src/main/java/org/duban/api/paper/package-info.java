/** Numbered papers (公文): drafted, signed, issued, withdrawn; as Word files, PDF and what plugins add. */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.paper;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
