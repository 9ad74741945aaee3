/**
 * The officers' yearly appraisal (督查员考评): a scorecard whose parts add up to 100, the performance computed from their matters with every
 * matter behind it, the rest entered and signed; and the democratic appraisal by anonymous ballot.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.duban.api.appraisal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
