/** A project: the folder a data team keeps in git. */
@NullMarked
package io.assay.definition.project;

import org.jspecify.annotations.NullMarked;
