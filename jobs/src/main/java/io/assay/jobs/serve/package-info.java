/** {@code serve}: starts the service on a project. */
@NullMarked
package io.assay.jobs.serve;

import org.jspecify.annotations.NullMarked;
