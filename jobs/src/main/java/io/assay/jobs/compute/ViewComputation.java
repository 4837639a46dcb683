package io.assay.jobs.compute;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.FeatureView;
import io.assay.features.FeatureEngine;
import io.assay.features.log.KeyTombstones;
import io.assay.features.log.ResolvedView;
import io.assay.features.log.UnusableRows;
import io.assay.features.log.ViewCursor;
import io.assay.jobs.compute.ViewResult.Status;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.features.FeatureLog;
import io.assay.jobs.features.SourceRange;
import io.assay.jobs.features.StagedRows;
import io.assay.jobs.json.Json;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.validation.ObservedWrite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Brings one view's log up to what is published, in one commit. */
final class ViewComputation {
    private final RunEnvironment environment;
    private final FeatureView view;
    private final String run;
    private final Instant until;
    private final FeatureLog log;

    ViewComputation(RunEnvironment environment, FeatureView view, String run, Instant until) {
        this.environment = environment;
        this.view = view;
        this.run = run;
        this.until = until;
        this.log = FeatureLog.of(environment.spark(), environment.warehouse(), view);
    }

    /** Commits a view's rows. */
    @FunctionalInterface
    interface Commit {
        /** {@code result} is what the run has done once {@code rows} are committed. */
        void commit(ViewResult result, StagedRows rows);
    }

    ViewResult run(Commit commit) {
        ViewCursor cursor = log.cursor();
        Optional<Table> table = table();
        Optional<SourceRange> found = table.flatMap(there -> range(cursor, there));
        if (found.isEmpty()) {
            return ViewResult.noData(view);
        }
        SourceRange range = found.get();
        Dataset<Row> source = range.rows(environment.spark());
        ResolvedView resolved = log.exists()
                ? FeatureEngine.resolve(view, source, log.rows().schema())
                : FeatureEngine.resolve(view, source);
        if (cursor.covers(range.sequence(), until)) {
            return result(Status.NOTHING_NEW, resolved, range, Map.of(), log.version());
        }
        try (RowsToRead rows = RowsToRead.of(environment.spark(), resolved, range, table.orElseThrow(), source)) {
            Optional<ViewResult> result = computed(commit, cursor, range, resolved, source, rows);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return run(commit);
    }

    /** Empty if another computation was faster. */
    private Optional<ViewResult> computed(
            Commit commit,
            ViewCursor cursor,
            SourceRange range,
            ResolvedView resolved,
            Dataset<Row> source,
            RowsToRead toRead) {
        ObservedWrite read = new ObservedWrite(environment.spark());
        ObservedWrite written = new ObservedWrite(environment.spark());
        Dataset<Row> viewRows = read.observe(toRead.viewRows(), UnusableRows.counts(view));
        Dataset<Row> rows = resolved.logRows().apply(viewRows).where(cursor.pending(until));
        Optional<Dataset<Row>> erased = log.exists() ? toRead.erased(log.rows()) : Optional.empty();
        if (erased.isPresent()) {
            long sequence = cursor.newest().orElseThrow();
            rows = rows.unionByName(
                    new KeyTombstones(view, sequence, range.run(), log.rows().schema()).apply(erased.get()));
        }
        Dataset<Row> observed =
                written.observe(rows, List.of(functions.count(functions.lit(1)).as(ViewResult.WRITTEN)));
        Optional<StagedRows> staged;
        try {
            staged = read.during(
                    () -> written.during(() -> log.stage(observed, range.sequence(), until, metadata(range))));
        } catch (Throwable e) { // Spark throws what it does not declare
            Optional<DataException> known = new ViewFailure(view, source).of(e);
            if (known.isPresent()) {
                throw known.get();
            }
            throw e;
        }
        return staged.map(files -> {
            Map<String, Long> counts = new LinkedHashMap<>(read.counts());
            counts.putAll(written.counts());
            ViewResult result = result(Status.COMPUTED, resolved, range, counts, files.tableVersion());
            commit.commit(result, files);
            return result;
        });
    }

    private Optional<Table> table() {
        try {
            return Optional.of(environment
                    .iceberg()
                    .loadTable(IcebergTables.dataset(view.source().dataset())));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    private Optional<SourceRange> range(ViewCursor cursor, Table table) {
        DatasetName dataset = view.source().dataset();
        return SourceRange.after(
                cursor,
                dataset,
                Optional.ofNullable(environment.project().datasets().get(dataset)),
                until,
                table);
    }

    private ViewResult result(
            Status status, ResolvedView resolved, SourceRange range, Map<String, Long> counts, long tableVersion) {
        return new ViewResult(
                view,
                status,
                resolved.types(),
                Optional.of(new ViewResult.ReadSnapshot(range.head(), range.sequence())),
                counts,
                Optional.of(tableVersion));
    }

    private String metadata(SourceRange range) {
        return Json.object()
                .put("run", run)
                .put("dataset", range.dataset().toString())
                .put("snapshot", range.head())
                .put("sequence", range.sequence())
                .toString();
    }
}
