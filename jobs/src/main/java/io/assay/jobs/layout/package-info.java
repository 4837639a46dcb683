/**
 * The layout of a dataset's table, chosen when a batch is published. Entry: {@link io.assay.jobs.layout.TableLayout}.
 */
@NullMarked
package io.assay.jobs.layout;

import org.jspecify.annotations.NullMarked;
