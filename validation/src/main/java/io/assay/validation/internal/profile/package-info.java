/** The profile of a table's columns in one scan: states that rows are added to and that merge, and their results. */
@NullMarked
package io.assay.validation.internal.profile;

import org.jspecify.annotations.NullMarked;
