/** What to tell whom when: reads the feed, keeps the timers of the ladders, counts due dates again. */
@NullMarked
package org.duban.notice.internal.raise;

import org.jspecify.annotations.NullMarked;
