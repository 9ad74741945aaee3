/**
 * Form types brought by Java: for those that a folder or a bundle's {@code Duban-Forms} header can't bring.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.spi.form;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
