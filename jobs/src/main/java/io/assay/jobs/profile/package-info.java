/** {@code profile}: what a file's or a dataset's columns look like. */
@NullMarked
package io.assay.jobs.profile;

import org.jspecify.annotations.NullMarked;
