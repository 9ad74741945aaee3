/** From the history of a matter to its facts, and from these to its score and points. */
@NullMarked
package org.duban.evaluation.internal.score;

import org.jspecify.annotations.NullMarked;
