package io.assay.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import io.assay.definition.contract.DatasetContract;
import io.assay.warehouse.dataset.DatasetColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Which of two rows of one key is the newer: the one with the greater value of the order column, null being the least;
 * then the one whose batch came later; then the one that is later in its batch. A replayed row counts as of the batch
 * it first came in.
 */
final class RowAge {
    private RowAge() {}

    /** Comparable, and never null. */
    static Column of(DatasetContract dataset) {
        List<Column> parts = new ArrayList<>();
        dataset.updates().orderBy().ifPresent(column -> parts.add(quoted(column)));
        for (String column : List.of(DatasetColumns.ORIGIN, DatasetColumns.POSITION, DatasetColumns.SOURCE)) {
            parts.add(col(column));
        }
        return struct(parts.toArray(Column[]::new));
    }

    /** The columns that it is made of. */
    static List<String> columns(DatasetContract dataset) {
        List<String> columns =
                new ArrayList<>(dataset.updates().orderBy().stream().toList());
        columns.addAll(List.of(DatasetColumns.ORIGIN, DatasetColumns.POSITION, DatasetColumns.SOURCE));
        return columns;
    }

    static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
