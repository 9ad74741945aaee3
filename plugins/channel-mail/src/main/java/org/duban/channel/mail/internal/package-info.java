/** Notices by mail. */
@NullMarked
package org.duban.channel.mail.internal;

import org.jspecify.annotations.NullMarked;
