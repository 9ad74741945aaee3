/** The index on Lucene. */
@NullMarked
package org.duban.search.internal.lucene;

import org.jspecify.annotations.NullMarked;
