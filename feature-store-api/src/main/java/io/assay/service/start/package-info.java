/** From the command line to settings that can be used, or to one clear message. */
@NullMarked
package io.assay.service.start;

import org.jspecify.annotations.NullMarked;
