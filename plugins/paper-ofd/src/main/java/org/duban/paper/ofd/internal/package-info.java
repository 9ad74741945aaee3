@NullMarked
package org.duban.paper.ofd.internal;

import org.jspecify.annotations.NullMarked;
