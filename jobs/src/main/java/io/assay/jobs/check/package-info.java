/** The command {@code check}: everything wrong in a project or contract, at once and without Spark. */
@NullMarked
package io.assay.jobs.check;

import org.jspecify.annotations.NullMarked;
