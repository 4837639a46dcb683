package io.assay.jobs.record;

import io.assay.jobs.publication.Backoff;
import java.util.ConcurrentModificationException;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Appends to a Delta table in one commit, whatever other processes do to it meanwhile. */
final class DeltaAppend {
    private static final int TRIES = 6;

    private DeltaAppend() {}

    /**
     * Appends the rows. Two appends never conflict in Delta but for the first ones: a table that both are about to make
     * is told as a changed protocol.
     */
    static void to(String path, Dataset<Row> rows, Map<String, String> options) {
        for (int attempt = 1; ; attempt++) {
            try {
                rows.coalesce(1)
                        .write()
                        .format("delta")
                        .mode("append")
                        .options(options)
                        .save(path);
                return;
            } catch (ConcurrentModificationException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                Backoff.sleep(attempt);
            }
        }
    }
}
