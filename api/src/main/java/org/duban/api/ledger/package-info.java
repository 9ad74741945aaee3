/**
 * The ledger (台账): the current row of every matter, listed, filtered, sorted, counted, with lights as of any instant. Rows are
 * written in the same transaction as the events they follow from, so the ledger is never behind.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api.ledger;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
