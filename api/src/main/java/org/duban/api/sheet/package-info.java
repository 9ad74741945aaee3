/**
 * The office's tables in Excel: the ledger and its figures out, responsibility lists and messages in.
 *
 * <p>Offices live in Excel. {@link org.duban.api.sheet.LedgerSheets} writes what {@link org.duban.api.ledger.Ledger} lists and counts;
 * {@link org.duban.api.sheet.Intake} reads what other offices send, says row by row what it makes of it, and registers it. Sizes are
 * bounded both ways: files are written and read row by row.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.sheet;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
