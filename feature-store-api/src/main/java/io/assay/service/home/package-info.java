/** The page at the root. */
@NullMarked
package io.assay.service.home;

import org.jspecify.annotations.NullMarked;
