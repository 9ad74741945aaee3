/**
 * How much the office itself asks of each unit (减负): requests, checks, rework, reports owed, reminders and messages, each figure with what it
 * was counted from.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.burden;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
