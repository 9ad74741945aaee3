/**
 * What people, units, places and words are called, how that is typed (characters, pinyin, initials), and what was
 * probably meant. Knows neither matters nor indexes.
 */
@NullMarked
package org.duban.search.internal.names;

import org.jspecify.annotations.NullMarked;
