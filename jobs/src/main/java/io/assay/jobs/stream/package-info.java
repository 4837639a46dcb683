/** A folder's files through the gate as they come. Entry: {@link io.assay.jobs.stream.IngestStream}. */
@NullMarked
package io.assay.jobs.stream;

import org.jspecify.annotations.NullMarked;
