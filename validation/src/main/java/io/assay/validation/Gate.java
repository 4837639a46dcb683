package io.assay.validation;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.validation.internal.catalyst.QuarantineReader;
import io.assay.validation.internal.catalyst.TextRows;
import io.assay.validation.internal.columns.LeftOutColumns;
import io.assay.validation.internal.key.KeyFlags;
import io.assay.validation.internal.record.RecordFile;
import io.assay.validation.internal.rule.RowRules;
import io.assay.validation.internal.table.TableRows;
import io.assay.validation.internal.table.TableSource;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.source.Input;
import io.assay.validation.source.RecordFormat;
import io.assay.validation.source.RecordRange;
import io.assay.validation.source.UnreadableSourceException;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The gate of one dataset. Entry type of this module:
 *
 * <pre>{@code
 * Gate gate = Gate.of(dataset);
 * Batch batch = gate.read(spark, Input.of("flights-2013-01.csv.gz"));
 * ValidatedBatch validated = gate.validate(batch, reference, run);
 * ScanCounts counts = validated.write(rows -> append(rows, branch)).counts(); // the one scan: rows, counters, metrics
 * if (counts.rows().quarantined() > 0) append(validated.quarantined(counts), quarantineBranch);
 * ValidationResult result = validated.result(counts, spark.table(branch));
 * }</pre>
 */
public final class Gate {
    private final DatasetContract dataset;

    private Gate(DatasetContract dataset) {
        this.dataset = dataset;
    }

    public static Gate of(DatasetContract dataset) {
        return new Gate(TypeRules.completed(dataset));
    }

    /** The contract's columns as they are stored, all nullable. */
    public StructType schema() {
        return StoredTypes.of(dataset.columns());
    }

    /** Datasets that its foreign keys point to, itself left out. */
    public Set<DatasetName> targets() {
        Set<DatasetName> targets = new LinkedHashSet<>();
        dataset.rules().forEach(rule -> {
            Check check = rule.check() instanceof Check.Measure measure ? measure.check() : rule.check();
            if (check instanceof Check.ForeignKey key && !key.target().equals(dataset.name())) {
                targets.add(key.target());
            }
        });
        return targets;
    }

    /** Whether {@link ReferenceData} is looked at: some key must be unique, or there somewhere. */
    public boolean comparesKeys() {
        return KeyFlags.any(dataset);
    }

    /**
     * Lists the files and matches each with the contract by its own header or schema; reads no rows yet.
     *
     * @throws UnreadableSourceException if nothing may be validated: a path that is not there, an unknown format, a
     *     required column that is missing
     */
    public Batch read(SparkSession spark, Input input) {
        return new SourceReader(spark, dataset).read(input);
    }

    /** Quarantined rows ({@link QuarantineColumns#SCHEMA}) to be validated again: their source and position stay. */
    public Batch reread(Dataset<Row> quarantined) {
        return reread(quarantined, Map.of(), new RecordFormat.Json());
    }

    /**
     * The same, malformed ones with the input options of the runs that quarantined them.
     *
     * @param inputs by run: the format and options of the command, which win over the contract's
     * @param topics what the values of topics are
     */
    public Batch reread(Dataset<Row> quarantined, Map<String, Input> inputs, RecordFormat topics) {
        return new Batch(
                        schema(),
                        Batch.of(QuarantineReader.rows(quarantined, dataset, inputs, topics)),
                        List.of(),
                        List.of())
                .replayed();
    }

    /** A topic's records, which are read each time an action needs them; no action. */
    public Batch records(SparkSession spark, List<RecordRange> ranges, RecordFormat format) {
        TextRows rows =
                TextRows.withoutFiles(spark, RecordFile.of(ranges, dataset, format), RecordFile.plan(dataset, format));
        return new Batch(
                schema(),
                rows::rows,
                List.of(),
                List.of(),
                OptionalInt.of(rows.tasks()),
                () -> LeftOutColumns.lines(rows.leftOut(), Map.of()));
    }

    /** Any table's rows, such as a micro-batch, under the contract; {@code source} takes the place of a file's path. */
    public Batch rows(Dataset<Row> table, String source) {
        TableRows rows = new TableRows(dataset);
        return new Batch(schema(), Batch.of(rows.of(TableSource.of(table, source))), List.of(), rows.warnings());
    }

    /**
     * Validates a batch. Actions: one over the columns of the keys that must be unique, more where keys are shared,
     * none for the rest.
     */
    public ValidatedBatch validate(Batch batch, ReferenceData reference, GateRun run) {
        return validate(batch, reference, run, MeasurePlan.none());
    }

    /** The same, measured as the batches before it were. */
    public ValidatedBatch validate(Batch batch, ReferenceData reference, GateRun run, MeasurePlan measures) {
        return validate(batch, reference, run, measures, dataset.partitioning());
    }

    /**
     * The same; {@code partitioning} is the table's own, where it is not the contract's: by its time it is measured.
     */
    public ValidatedBatch validate(
            Batch batch, ReferenceData reference, GateRun run, MeasurePlan measures, List<String> partitioning) {
        Dataset<Row> read = batch.read();
        KeyFlags keys = KeyFlags.of(
                dataset,
                read,
                reference.published(),
                reference.targets(),
                batch.memory().map(StreamMemory::keys));
        Dataset<Row> flagged = keys.withFlags(read);
        Dataset<Row> empty = read.sparkSession()
                .createDataFrame(List.of(), flagged.schema())
                .as(dataset.name().value());
        return new ValidatedBatch(
                dataset, batch, run, keys, RowRules.of(dataset, keys.flags(), empty), measures, partitioning);
    }
}
