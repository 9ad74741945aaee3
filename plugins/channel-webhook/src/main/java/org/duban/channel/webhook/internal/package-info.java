/** Notices to webhooks: chat robots, and receivers of signed JSON. */
@NullMarked
package org.duban.channel.webhook.internal;

import org.jspecify.annotations.NullMarked;
