package io.assay.jobs.maintain;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long things are kept that nobody needs any more.
 *
 * @param snapshots of tables, after another one followed
 * @param held batches that nobody approved
 * @param quarantine rows, open ones too; empty: for ever
 */
record Retention(Duration snapshots, Duration held, Optional<Duration> quarantine) {}
