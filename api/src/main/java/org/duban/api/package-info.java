/**
 * What every other package of Duban shares: how it refuses.
 *
 * <p>Duban throws one unchecked exception, {@link org.duban.api.DubanException}. It carries {@link org.duban.api.Problem
 * problems}: a stable {@link org.duban.api.ErrorCode code} for programs, a Chinese and an English sentence for people, and
 * the field, its value and what would have been right. After a refusal nothing has been written.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
