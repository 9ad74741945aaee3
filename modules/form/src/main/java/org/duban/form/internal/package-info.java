/** Form types as data: their definitions read and checked, forms checked against them, the bundles that carry them. */
@NullMarked
package org.duban.form.internal;

import org.jspecify.annotations.NullMarked;
