package io.assay.jobs.quickstart;

import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/** When the newest flight of the example left. */
final class LastFlight {
    private LastFlight() {}

    static Instant of(SparkSession spark) {
        return spark.sql("SELECT max(time_hour) FROM datasets.flights")
                .first()
                .getTimestamp(0)
                .toInstant();
    }
}
