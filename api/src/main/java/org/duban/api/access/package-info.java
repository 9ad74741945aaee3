/**
 * Who may do and see what, as data: a list of {@link org.duban.api.access.AccessRule rules}, each naming commands, roles and
 * scopes. Whatever no rule allows is refused. Reading is a command like any other, named {@code Read}; for lists and searches
 * the same rules become a {@link org.duban.api.access.Visibility}, which is part of the query.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
