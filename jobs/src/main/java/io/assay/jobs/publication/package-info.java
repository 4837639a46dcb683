/**
 * How a batch becomes visible: files, then a branch of the batch's own, then main. Iceberg's tables are written here
 * and nowhere else. Entry: {@link io.assay.jobs.publication.PublishedTable}.
 */
@NullMarked
package io.assay.jobs.publication;

import org.jspecify.annotations.NullMarked;
