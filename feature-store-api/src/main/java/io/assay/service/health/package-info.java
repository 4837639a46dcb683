/** Whether the service may be asked. */
@NullMarked
package io.assay.service.health;

import org.jspecify.annotations.NullMarked;
