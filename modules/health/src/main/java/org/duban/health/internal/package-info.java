/** Looks at all parts of Duban, its own and those that plugins and the host bring, and keeps the report as a file. */
@NullMarked
package org.duban.health.internal;

import org.jspecify.annotations.NullMarked;
