/** Formats papers are issued in beside DOCX and PDF: a renderer draws pages that are laid out already. */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.paper;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
