/**
 * Duban inside a host's JVM: {@link org.duban.embed.Duban} starts it, {@link org.duban.embed.FileDirectory} stands in for the
 * host's people and units while trying it out.
 *
 * <p>Duban's parts are OSGi bundles that run in a framework of their own; the host sees none of it. Shared with the host are the
 * packages {@code org.duban.api.*} and {@code org.duban.spi.*} and its SLF4J, nothing else: whatever versions of JSON or database
 * libraries the host uses, they never meet Duban's.
 */
@NullMarked
package org.duban.embed;

import org.jspecify.annotations.NullMarked;
