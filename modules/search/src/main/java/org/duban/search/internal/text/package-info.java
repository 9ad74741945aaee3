/**
 * Chinese text: folding, grams, words, numbers and dates, synonyms. Knows neither matters nor indexes; pure, but for two tables read at
 * first use.
 *
 * <p>Every text, kept or asked, is {@linkplain org.duban.search.internal.text.Folding folded} first, and so keeps its offsets; then it is cut:
 *
 * <ul>
 *   <li>{@link org.duban.search.internal.text.GramStream} and {@link org.duban.search.internal.text.Grams}: any two neighbours. What decides whether
 *       something is found;
 *   <li>{@link org.duban.search.internal.text.Words}: the dictionary, for cutting snippets, suggestions and corrections where people would;
 *   <li>{@link org.duban.search.internal.text.Identifiers}: what means the same though no character need be the same.
 * </ul>
 */
@NullMarked
package org.duban.search.internal.text;

import org.jspecify.annotations.NullMarked;
