/** What an event says, in our words: jobs, runs, datasets and the facts about them. */
@NullMarked
package io.assay.lineage.event;

import org.jspecify.annotations.NullMarked;
