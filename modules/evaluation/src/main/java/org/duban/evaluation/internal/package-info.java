@NullMarked
package org.duban.evaluation.internal;

import org.jspecify.annotations.NullMarked;
