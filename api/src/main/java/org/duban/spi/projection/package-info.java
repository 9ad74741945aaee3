/**
 * Read tables that are written in the same transaction as the events they follow from: the ledger's current rows. Tables and rows
 * are plain values ({@link org.duban.api.journal.Table}, {@link org.duban.api.journal.RowChange}); the journal turns them into SQL.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.projection;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
