/** The officers' yearly appraisal (督查员考评): scorecards, the performance behind them, and ballots. */
@org.jspecify.annotations.NullMarked
package org.duban.evaluation.internal.officer;
