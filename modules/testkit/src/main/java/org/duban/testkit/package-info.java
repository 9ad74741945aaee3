/**
 * Contracts as JUnit 5 tests: whoever writes a channel or a form type extends {@link org.duban.testkit.ChannelContract} or {@link
 * org.duban.testkit.FormTypeContract}, says where a test receiver or the definition is, and runs the class.
 */
@NullMarked
package org.duban.testkit;

import org.jspecify.annotations.NullMarked;
