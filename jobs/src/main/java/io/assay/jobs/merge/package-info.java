/**
 * How the rows of a batch take the place of published rows: by primary key, or not at all where their partition was
 * replaced since. Entry: {@link io.assay.jobs.merge.MergedBatch}.
 */
@NullMarked
package io.assay.jobs.merge;

import org.jspecify.annotations.NullMarked;
