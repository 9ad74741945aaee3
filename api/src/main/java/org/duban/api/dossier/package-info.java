/**
 * Dossiers (一事一档): everything about one matter in order, sealed when it is archived, to be verified, exported, kept and appraised.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.dossier;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
