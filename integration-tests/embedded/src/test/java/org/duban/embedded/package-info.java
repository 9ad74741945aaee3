@NullMarked
package org.duban.embedded;

import org.jspecify.annotations.NullMarked;
