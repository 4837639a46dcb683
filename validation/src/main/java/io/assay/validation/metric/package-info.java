/** What is measured of a batch's columns, as states that merge over runs. */
@NullMarked
package io.assay.validation.metric;

import org.jspecify.annotations.NullMarked;
