/** What all commands share: global options, the context they run in, their outcome, exit codes, error printing. */
@NullMarked
package io.assay.jobs.cli;

import org.jspecify.annotations.NullMarked;
