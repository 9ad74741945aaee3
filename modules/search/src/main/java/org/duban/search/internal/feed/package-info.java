/** From the journal to the index: what of a matter is found, and the reader that brings it there. */
@NullMarked
package org.duban.search.internal.feed;

import org.jspecify.annotations.NullMarked;
