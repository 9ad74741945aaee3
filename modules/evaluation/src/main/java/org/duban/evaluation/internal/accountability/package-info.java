/** Cases of accountability (问责), and the review of the supervising officer's duties they rest on. */
@org.jspecify.annotations.NullMarked
package org.duban.evaluation.internal.accountability;
