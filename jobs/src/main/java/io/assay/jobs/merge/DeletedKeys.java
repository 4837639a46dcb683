package io.assay.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.assay.definition.contract.DatasetContract;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code deleted.<dataset>}: each key that a row deleted, with what says how old that row was, so that an
 * older row of the key that arrives later does not bring it back. Its rows count once their run is published.
 */
final class DeletedKeys {
    private final SparkSession spark;
    private final DatasetContract dataset;
    private final DatasetTables tables;

    DeletedKeys(SparkSession spark, DatasetContract dataset, DatasetTables tables) {
        this.spark = spark;
        this.dataset = dataset;
        this.tables = tables;
    }

    /** What counts of it; empty if nothing does. */
    Optional<Dataset<Row>> published(Predicate<String> isPublished) {
        Optional<PublishedTable> table = tables.find(IcebergTables.deleted(dataset.name()));
        BaseSnapshot base = table.map(PublishedTable::base).orElse(BaseSnapshot.NONE);
        if (base.snapshot() == null) {
            return Optional.empty();
        }
        PublishedTable there = table.orElseThrow();
        Set<String> runs = there.partitions(base.snapshot());
        Set<String> others = new HashSet<>(runs);
        others.removeIf(isPublished);
        if (others.size() == runs.size()) {
            return Optional.empty();
        }
        Dataset<Row> rows = spark.read().option("snapshot-id", base.snapshot()).table(there.name());
        if (!List.of(rows.columns()).containsAll(names())) {
            throw new DataException(
                    "dataset " + dataset.name(),
                    "keys were deleted under another primary key or orderBy: table %s has the columns %s"
                            .formatted(there.name(), List.of(rows.columns())),
                    "keep the key and the order, or publish under a new dataset name");
        }
        return Optional.of(
                others.isEmpty()
                        ? rows
                        : rows.where(not(col(QuarantineColumns.RUN).isin(others.toArray()))));
    }

    /**
     * The rows that are deleted now, as the table has them. Columns of another contract, under which batches with
     * deletions were held or failed and none was published, are null.
     */
    Dataset<Row> rows(Dataset<Row> deleting) {
        List<Column> columns = new ArrayList<>();
        names().forEach(name -> columns.add(RowAge.quoted(name)));
        columns.add(col(DatasetColumns.RUN).as(QuarantineColumns.RUN));
        tables.find(IcebergTables.deleted(dataset.name()))
                .map(there -> spark.read().table(there.name()).schema())
                .ifPresent(there -> Arrays.stream(there.fields())
                        .filter(field ->
                                !names().contains(field.name()) && !field.name().equals(QuarantineColumns.RUN))
                        .forEach(field ->
                                columns.add(lit(null).cast(field.dataType()).as(field.name()))));
        return deleting.select(columns.toArray(Column[]::new));
    }

    PublishedTable table(StructType rows) {
        return tables.findOrMakeByRun(IcebergTables.deleted(dataset.name()), rows);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(dataset.primaryKey());
        RowAge.columns(dataset).stream().filter(name -> !names.contains(name)).forEach(names::add);
        names.add(DatasetColumns.SEQUENCE);
        return names;
    }
}
