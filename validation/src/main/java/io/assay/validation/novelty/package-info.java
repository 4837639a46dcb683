/**
 * Whether a batch is unlike its history, by what was measured of it. Plain Java: no Spark, no clock, no chance. Entry:
 * {@link io.assay.validation.novelty.NoveltyCheck}.
 */
@NullMarked
package io.assay.validation.novelty;

import org.jspecify.annotations.NullMarked;
