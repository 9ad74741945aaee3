/** The module's database. */
@NullMarked
package org.duban.notice.internal.store;

import org.jspecify.annotations.NullMarked;
