package io.assay.jobs.quickstart;

import io.assay.jobs.cli.JobContext;
import java.time.Instant;

/** When the newest flight of the example left. */
final class LastFlight {
    private LastFlight() {}

    static Instant of(JobContext context) {
        return context.spark()
                .sql("SELECT max(time_hour) FROM datasets.flights")
                .first()
                .getTimestamp(0)
                .toInstant();
    }
}
