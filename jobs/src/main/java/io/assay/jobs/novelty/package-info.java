/**
 * Batches beside their history: what the log has of earlier ones, and the verdict on a new one. Entry:
 * {@link io.assay.jobs.novelty.NoveltyWatch}.
 */
@NullMarked
package io.assay.jobs.novelty;

import org.jspecify.annotations.NullMarked;
