/** Getting notices to people: holding, digests, lanes, the guard around channels, the inbox. */
@NullMarked
package org.duban.notice.internal.deliver;

import org.jspecify.annotations.NullMarked;
