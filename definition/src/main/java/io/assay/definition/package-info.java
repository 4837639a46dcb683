/**
 * The definitions of a project: data contracts, entities, feature views, services, models. Entry:
 * {@link io.assay.definition.project.Project}.
 */
@NullMarked
package io.assay.definition;

import org.jspecify.annotations.NullMarked;
