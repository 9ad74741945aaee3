/** From scores and points to results, and what is done about them. */
@NullMarked
package org.duban.evaluation.internal.result;

import org.jspecify.annotations.NullMarked;
