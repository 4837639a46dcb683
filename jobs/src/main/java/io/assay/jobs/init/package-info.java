/** {@code init}: a small project that works, to start from. */
@NullMarked
package io.assay.jobs.init;

import org.jspecify.annotations.NullMarked;
