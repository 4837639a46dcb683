package io.assay.jobs.gate;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.failure.UsageException;
import io.assay.validation.Batch;
import io.assay.validation.source.SourceTable;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/** Ids of runs: what makes two batches the same. */
public final class RunId {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    private static final String STREAM = "stream-";

    /** Of a micro-batch. */
    private static final Pattern OF_STREAM = Pattern.compile(STREAM + "[0-9a-f]{16}-[0-9]+");

    private RunId() {}

    /** Of a stream's micro-batches: this and {@code -<number>}. */
    public static String ofStream(UUID query) {
        return STREAM + query.toString().replace("-", "").substring(0, 16);
    }

    /** Whether it is a stream's micro-batch, which the stream itself reports. */
    static boolean isOfStream(String run) {
        return OF_STREAM.matcher(run).matches();
    }

    /** Of the rows that a replay is made of. */
    public static String ofReplay(String rows) {
        return QuarantineEventColumns.REPLAY_RUN + rows;
    }

    /** Of files: dataset, and each file's path, size and time of modification. Of tables: their paths and versions. */
    public static String of(SparkSession spark, DatasetContract dataset, Batch batch) {
        List<String> parts = batch.files().isEmpty()
                ? batch.tables().stream()
                        .map(table -> table.path() + "|" + version(spark, table))
                        .toList()
                : batch.files().stream()
                        .map(file -> file.path() + "|" + file.bytes() + "|" + file.modified())
                        .sorted()
                        .toList();
        return hash(dataset.name(), parts);
    }

    private static String version(SparkSession spark, SourceTable table) {
        String path = table.path();
        if (table.version().isPresent()) {
            return table.version().get().replaceFirst("^snapshot-id=", ""); // as the first version wrote it
        }
        return table.format().equals("delta")
                ? Long.toString(DeltaLog.forTable(spark, path)
                        .update(false, Option.empty(), Option.empty())
                        .version())
                : "";
    }

    /** Of a batch that other things than files make the same. */
    public static String hash(DatasetName dataset, Collection<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(dataset.value().getBytes(StandardCharsets.UTF_8));
            for (String part : parts) {
                digest.update((byte) 0);
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The id a user chose, if it can be one. */
    public static String chosen(String id) {
        if (!FORM.matcher(id).matches()) {
            throw new UsageException(
                    "--run-id",
                    "'%s' cannot be a run's id".formatted(id),
                    "use up to 128 letters, digits and . _ : -, a letter or digit first");
        }
        if (id.startsWith(QuarantineEventColumns.REPLAY_RUN) || isOfStream(id)) {
            throw new UsageException(
                    "--run-id",
                    "'%s' has the form of the ids that replays and streams get".formatted(id),
                    "use another one, such as batch-" + id);
        }
        return id;
    }
}
