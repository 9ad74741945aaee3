/**
 * The ledger and its figures as .xlsx. {@link org.duban.ledger.internal.excel.LedgerSheetsService} is the service; {@link
 * org.duban.ledger.internal.excel.Columns} says what stands in a cell; {@link org.duban.ledger.internal.excel.Sheet} writes cells,
 * harmlessly; {@link org.duban.ledger.internal.excel.Charts} adds the charts.
 */
@NullMarked
package org.duban.ledger.internal.excel;

import org.jspecify.annotations.NullMarked;
