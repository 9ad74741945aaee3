@NullMarked
package org.duban.file.internal;

import org.jspecify.annotations.NullMarked;
