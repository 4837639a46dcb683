/** The content of an event: jobs, runs, datasets and the facts about them. */
@NullMarked
package io.assay.lineage.event;

import org.jspecify.annotations.NullMarked;
