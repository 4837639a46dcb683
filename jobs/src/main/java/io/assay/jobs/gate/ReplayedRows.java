package io.assay.jobs.gate;

import io.assay.jobs.publication.BaseSnapshot;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Quarantined rows that a batch is made of ({@code id, source, position}).
 *
 * @param pickedOn what the dataset was when they were picked, empty if it had no table yet: a later batch may have
 *     replaced theirs, or another replay may have published them
 * @param actor who replays them
 * @param patch which of their values were changed before, as JSON
 */
public record ReplayedRows(Dataset<Row> rows, Optional<BaseSnapshot> pickedOn, String actor, Optional<String> patch) {
    boolean arePickedOn(BaseSnapshot base) {
        return pickedOn.orElse(BaseSnapshot.NONE).equals(base);
    }
}
