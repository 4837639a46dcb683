/** What a scan tells of its rows while they are written: totals that ride on it, whatever else it does. */
@NullMarked
package io.assay.validation.internal.scan;

import org.jspecify.annotations.NullMarked;
