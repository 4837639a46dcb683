package io.assay.jobs.profile;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.validation.Profiler;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import io.assay.warehouse.dataset.DatasetColumns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The rows that {@code profile} or {@code suggest} works on.
 *
 * @param path a file, a folder, or the name of a dataset
 * @param published whether it is a dataset
 */
public record ProfiledSource(SparkSession spark, String path, Profiler.ProfiledRows rows, boolean published) {
    static ProfiledSource files(SparkSession spark, String path, Optional<String> format, List<String> nullValues) {
        try {
            Input input = new Input(List.of(path), format, Map.of());
            return new ProfiledSource(spark, path, Profiler.open(spark, input, nullValues), false);
        } catch (UnreadableSourceException e) {
            throw new DataException(e.where(), e.what(), e.fix(), e);
        }
    }

    /** The dataset, if it has been published. */
    static Optional<ProfiledSource> published(SparkSession spark, DatasetName name) {
        String table = Warehouse.dataset(name);
        if (!spark.catalog().tableExists(table)) {
            return Optional.empty();
        }
        return Optional.of(new ProfiledSource(
                spark,
                name.value(),
                Profiler.ProfiledRows.of(
                        spark.table(table).drop(DatasetColumns.SCHEMA.names().toArray(String[]::new))),
                true));
    }

    /** Its files, as the gate reads them. */
    public Input input() {
        return new Input(List.of(path), Optional.of(rows.format()), rows.options());
    }

    /** The delimiter that was found in a CSV's header, if it is not the comma. */
    public Optional<String> delimiter() {
        return Optional.ofNullable(rows.options().get("delimiter"));
    }
}
