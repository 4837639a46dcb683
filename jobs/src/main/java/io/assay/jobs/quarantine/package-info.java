/** The commands {@code quarantine list|show|replay}. Entry: {@link io.assay.jobs.quarantine.QuarantineReplay}. */
@NullMarked
package io.assay.jobs.quarantine;

import org.jspecify.annotations.NullMarked;
