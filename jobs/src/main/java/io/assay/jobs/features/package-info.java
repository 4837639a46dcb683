/**
 * What computing views, making training sets and training share: feature logs on Delta, their sources, their lineage.
 */
@NullMarked
package io.assay.jobs.features;

import org.jspecify.annotations.NullMarked;
