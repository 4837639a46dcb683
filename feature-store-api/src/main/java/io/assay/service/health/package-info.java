/** Whether the service can answer. */
@NullMarked
package io.assay.service.health;

import org.jspecify.annotations.NullMarked;
