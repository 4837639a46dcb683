/** What is live: views, services, entities. */
@NullMarked
package io.assay.online.catalog;

import org.jspecify.annotations.NullMarked;
