/** What Duban costs, measured: by itself with JMH, and beside a workflow engine that carries the same matters ({@link org.duban.benchmarks.Peers}). */
@NullMarked
package org.duban.benchmarks;

import org.jspecify.annotations.NullMarked;
