/** The log of runs: its columns, and the document about one run. */
@NullMarked
package io.assay.warehouse.run;

import org.jspecify.annotations.NullMarked;
