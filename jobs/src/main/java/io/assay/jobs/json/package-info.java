/** The one JSON mapper of this module. */
@NullMarked
package io.assay.jobs.json;

import org.jspecify.annotations.NullMarked;
