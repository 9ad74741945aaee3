/** What people type, read forgivingly. */
@NullMarked
package org.duban.search.internal.query;

import org.jspecify.annotations.NullMarked;
