/** Rule sets: reading, checking, adopting. */
@NullMarked
package org.duban.evaluation.internal.rules;

import org.jspecify.annotations.NullMarked;
