/** What a table's columns look like, as a value. */
@NullMarked
package io.assay.validation.profile;

import org.jspecify.annotations.NullMarked;
