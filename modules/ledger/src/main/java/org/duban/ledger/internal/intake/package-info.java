/**
 * Responsibility lists and messages from .xlsx and .csv. {@link org.duban.ledger.internal.intake.Spool} takes a file in and says what it
 * is; {@link org.duban.ledger.internal.intake.XlsxReader} and {@link org.duban.ledger.internal.intake.CsvSheet} make {@link
 * org.duban.ledger.internal.intake.Grid}s of it, within {@link org.duban.ledger.internal.intake.IntakeRules.Limits}; {@link
 * org.duban.ledger.internal.intake.Heads} finds the columns; {@link org.duban.ledger.internal.intake.RowReader} makes matters of rows;
 * {@link org.duban.ledger.internal.intake.IntakeService} registers them.
 */
@NullMarked
package org.duban.ledger.internal.intake;

import org.jspecify.annotations.NullMarked;
