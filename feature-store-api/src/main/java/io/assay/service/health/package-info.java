/** Whether the service is ready and alive. */
@NullMarked
package io.assay.service.health;

import org.jspecify.annotations.NullMarked;
