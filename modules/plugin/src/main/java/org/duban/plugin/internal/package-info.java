/** Follows the plugins folder and the configuration folder. */
@NullMarked
package org.duban.plugin.internal;

import org.jspecify.annotations.NullMarked;
