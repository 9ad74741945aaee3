/** What a matter's history says about those who handle and those who supervise it. Pure, but for the reading of settings. */
@org.jspecify.annotations.NullMarked
package org.duban.evaluation.internal.conduct;
