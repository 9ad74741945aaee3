/** {@code duban}, the command line for administrators: deadlines, a journal's verification, holiday notices, statistics. */
@NullMarked
package org.duban.cli;

import org.jspecify.annotations.NullMarked;
