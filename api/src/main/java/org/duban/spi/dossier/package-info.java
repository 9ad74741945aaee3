/** What belongs into a matter's dossier beside its events and files. */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.dossier;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
