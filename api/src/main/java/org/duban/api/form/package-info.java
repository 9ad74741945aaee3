/**
 * Form types: what kinds of matter a district knows, as data.
 *
 * <p>A form type says which fields a matter of its kind has (JSON Schema), which stages it leaves out, how its deadline is
 * found, when its lights change, how it is numbered. Two districts differ in their form types, never in Duban's code.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.form;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
