/** What there is: views, services, entities, datasets. */
@NullMarked
package io.assay.service.catalog;

import org.jspecify.annotations.NullMarked;
