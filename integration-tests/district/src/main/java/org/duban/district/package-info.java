/** A small district on a real journal. */
@NullMarked
package org.duban.district;

import org.jspecify.annotations.NullMarked;
