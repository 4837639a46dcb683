/** The point-in-time join: labels and log rows in one sort, values carried forward. */
@NullMarked
package io.assay.features.join;

import org.jspecify.annotations.NullMarked;
