/**
 * In which order matters are found. A query is taken apart once ({@code Telling}: its grams, its parts, the characters of its words, and what of it
 * is only how people ask); a {@linkplain org.duban.search.internal.lucene.rank.TellingRanking quick search} finds candidates by the rarer grams; a
 * {@linkplain org.duban.search.internal.lucene.rank.SecondLook second look} puts the best thirty in order.
 *
 * <p>What was tried and left out, because it gained nothing on any of eight collections, or lost: dictionary words as terms beside the grams
 * (that a word is there as a whole counts in the second look), other values of BM25, weights for grams across words, trigrams and longest common
 * substrings of unbroken queries, windows, how near words stand, expansion by the best matches or by what occurs together, a thesaurus.
 */
@NullMarked
package org.duban.search.internal.lucene.rank;

import org.jspecify.annotations.NullMarked;
