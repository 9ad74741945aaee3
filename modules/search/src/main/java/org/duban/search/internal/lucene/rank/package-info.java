/** In which order matters are found: what of a query tells, the quick first search, and the second look at its best. */
@NullMarked
package org.duban.search.internal.lucene.rank;

import org.jspecify.annotations.NullMarked;
