/**
 * One batch's way through the gate: validated, staged, audited, published, logged; whoever brings the batch. Entry:
 * {@link io.assay.jobs.gate.BatchRun}.
 */
@NullMarked
package io.assay.jobs.gate;

import org.jspecify.annotations.NullMarked;
