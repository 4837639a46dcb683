/** The service's own description, as OpenAPI. */
@NullMarked
package io.assay.service.openapi;

import org.jspecify.annotations.NullMarked;
