package org.duban.search.internal.feed;

import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * Something of the journal that couldn't be brought into an index, and is tried again.
 *
 * @param what how people know it: the number of a matter, 第 17 号记录
 * @param matter the matter; null when the event at {@code position} can't be read, so that nobody knows whose it is
 * @param position position of the first event that isn't in the index
 * @param reason why, in Chinese where it is known
 */
record Trouble(String what, @Nullable MatterId matter, long position, String reason) {}
