/** Word's files: reading them, and filling templates. Knows nothing of papers but the names a template may use. */
@NullMarked
package org.duban.paper.internal.docx;

import org.jspecify.annotations.NullMarked;
