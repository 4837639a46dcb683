/**
 * How a run commits, and how what a dead process left is completed. {@link io.assay.jobs.commit.RunCommit} commits,
 * {@link io.assay.jobs.commit.RunRecovery} recovers; ingest, approval, replay, stream and compute all use them.
 */
@NullMarked
package io.assay.jobs.commit;

import org.jspecify.annotations.NullMarked;
