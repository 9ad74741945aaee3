/**
 * Inspections (督查行动): planned, approved, under way, concluded, reported; visits, findings and their rectification, results with number
 * and measure, the daily bulletin. By 政府督查工作条例 (国务院令第733号) where it says something.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.inspection;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
