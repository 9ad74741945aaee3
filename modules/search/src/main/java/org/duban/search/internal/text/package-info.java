/** Chinese text: folding, words, grams, numbers and dates, pinyin, synonyms. Knows neither matters nor indexes. */
@NullMarked
package org.duban.search.internal.text;

import org.jspecify.annotations.NullMarked;
