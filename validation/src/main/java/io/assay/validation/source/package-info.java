/** What a batch is read from, and why it cannot be. */
@NullMarked
package io.assay.validation.source;

import org.jspecify.annotations.NullMarked;
