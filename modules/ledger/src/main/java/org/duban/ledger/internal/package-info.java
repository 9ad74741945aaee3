/**
 * The ledger. {@link org.duban.ledger.internal.LedgerProjection} turns matters into rows of the {@link
 * org.duban.ledger.internal.LedgerTables tables}, {@link org.duban.ledger.internal.LedgerSql} turns queries into SQL over them, {@link
 * org.duban.ledger.internal.LedgerService} asks.
 */
@NullMarked
package org.duban.ledger.internal;

import org.jspecify.annotations.NullMarked;
