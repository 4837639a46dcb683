package io.assay.validation;

import io.assay.definition.contract.Dataset;
import io.assay.definition.contract.DatasetName;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The gate of one dataset. Entry type of this module:
 *
 * <pre>{@code
 * Gate gate = Gate.of(dataset);
 * Batch batch = gate.read(spark, Input.of("flights-2013-01.csv.gz"));
 * Judged judged = gate.judge(batch, against, run);
 * judged.passing().writeTo(branch).append();         // the one scan: rows, counters and metrics
 * Tally tally = judged.tally();
 * if (tally.rows().quarantined() > 0) judged.quarantined(tally).writeTo(quarantineBranch).append();
 * Verdict verdict = judged.verdict(tally, spark.table(branch));
 * }</pre>
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Gate {
    private final Dataset dataset;

    private Gate(Dataset dataset) {
        this.dataset = dataset;
    }

    public static Gate of(Dataset dataset) {
        return new Gate(dataset);
    }

    /** The contract's columns as they are stored, all nullable. */
    public StructType schema() {
        throw new UnsupportedOperationException("lands next: " + dataset);
    }

    /** Datasets that its foreign keys point to. */
    public Set<DatasetName> targets() {
        throw new UnsupportedOperationException("lands next: " + dataset);
    }

    /**
     * Lists the files and matches each with the contract by its own header or schema; reads no rows yet.
     *
     * @throws UnreadableSourceException if nothing may be judged: a path that is not there, an unknown format, a
     *     required column that is missing
     */
    public Batch read(SparkSession spark, Input input) {
        throw new UnsupportedOperationException("lands next: " + spark + input);
    }

    /** Quarantined rows ({@link Quarantine#SCHEMA}) to be judged again: their source and position stay. */
    public Batch reread(org.apache.spark.sql.Dataset<Row> quarantined) {
        throw new UnsupportedOperationException("lands next: " + quarantined);
    }

    /** Any table's rows, such as a micro-batch, under the contract; {@code source} stands for a file's path. */
    public Batch rows(org.apache.spark.sql.Dataset<Row> table, String source) {
        throw new UnsupportedOperationException("lands next: " + table + source);
    }

    /**
     * Judges a batch. Actions: one for each distinct key set that must be unique (its columns only), none for the rest.
     */
    public Judged judge(Batch batch, Against against, Run run) {
        throw new UnsupportedOperationException("lands next: " + against + run);
    }
}
