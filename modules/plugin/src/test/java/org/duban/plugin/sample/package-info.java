/** What the plugins of the tests consist of: compiled with the tests, packed into jars by them. */
@NullMarked
package org.duban.plugin.sample;

import org.jspecify.annotations.NullMarked;
