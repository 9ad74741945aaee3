/**
 * Judging the work (考核评价): the score of each matter, the rules it follows, the results of units, leaders, groups and officers, and for
 * each number where it comes from.
 *
 * <p>One matter, one list item, one evaluation, one result (一事项一清单一考核一结果). {@link org.duban.api.evaluation.Evaluations} keeps the evaluation
 * of a matter, {@link org.duban.api.evaluation.RuleSets} what everything is counted by, {@link org.duban.api.evaluation.Results} what it
 * adds up to.
 *
 * <p>Nothing here is ever computed from log-ins, clicks, reading or time on line, and there is no way to bring such a figure in: ranking
 * people or units by their use of an application is forbidden (防治“指尖上的形式主义”). What counts is what happened to matters.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.evaluation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
