/** Records of a topic as rows. Entry: {@link io.assay.validation.internal.record.RecordFile}. */
@NullMarked
package io.assay.validation.internal.record;

import org.jspecify.annotations.NullMarked;
