/** Standing queries. */
@NullMarked
package org.duban.search.internal.watch;

import org.jspecify.annotations.NullMarked;
