/** What is packed into plugins by tests. */
@NullMarked
package org.duban.cli.sample;

import org.jspecify.annotations.NullMarked;
