/** The framework inside the host's JVM; not API. */
@NullMarked
package org.duban.embed.internal;

import org.jspecify.annotations.NullMarked;
