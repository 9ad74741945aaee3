/**
 * The journal in a SQLite file. The way of an append: {@link org.duban.journal.internal.SqliteJournal} encodes its events on the
 * caller's thread and queues it; {@link org.duban.journal.internal.Writer} takes all that wait, lets the {@link
 * org.duban.journal.internal.Planner} check each and work out what it comes to, writes everything in one transaction and answers.
 */
@NullMarked
package org.duban.journal.internal;

import org.jspecify.annotations.NullMarked;
