/** What the host calls: search, suggestions, similar matters. */
@NullMarked
package org.duban.search.internal.service;

import org.jspecify.annotations.NullMarked;
