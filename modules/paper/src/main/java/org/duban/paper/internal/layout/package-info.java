/** From a Word file to pages: what is where, in which font of the site. */
@NullMarked
package org.duban.paper.internal.layout;

import org.jspecify.annotations.NullMarked;
