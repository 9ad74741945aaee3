@NullMarked
package org.duban.author;

import org.jspecify.annotations.NullMarked;
