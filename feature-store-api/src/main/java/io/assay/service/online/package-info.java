/** Feast's protocol: parsed, resolved, read, spliced; below Spring MVC. */
@NullMarked
package io.assay.service.online;

import org.jspecify.annotations.NullMarked;
