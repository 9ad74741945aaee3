@NullMarked
package org.duban.inspection.internal;

import org.jspecify.annotations.NullMarked;
