/** Models: what is trained, on which features, until when. */
@NullMarked
package io.assay.definition.model;

import org.jspecify.annotations.NullMarked;
