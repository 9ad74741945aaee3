@NullMarked
package org.duban.testkit;

import org.jspecify.annotations.NullMarked;
