/**
 * Notices to people: where each one is, the in-app inbox, and the reports owed once a period.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api.notice;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
