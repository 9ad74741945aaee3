@NullMarked
package org.duban.paper.internal;

import org.jspecify.annotations.NullMarked;
