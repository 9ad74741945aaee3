/** Reports owed once a period. */
@NullMarked
package org.duban.notice.internal.report;

import org.jspecify.annotations.NullMarked;
