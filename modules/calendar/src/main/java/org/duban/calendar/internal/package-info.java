/** From notices to day table to working-day arithmetic. */
@NullMarked
package org.duban.calendar.internal;

import org.jspecify.annotations.NullMarked;
