/**
 * A small office platform (OA) that embeds Duban and lives through a district's year, or carries real messages.
 *
 * <p>The way through it: {@link org.duban.demo.Office} lends Duban people and units; {@link org.duban.demo.Scenario} turns data into
 * {@link org.duban.demo.Plan plans}; {@link org.duban.demo.Runner} turns plans into commands at their own times on a {@link
 * org.duban.demo.SimulatedClock}; {@link org.duban.demo.YearReport} turns journal and ledger back into figures.
 */
@NullMarked
package org.duban.demo;

import org.jspecify.annotations.NullMarked;
