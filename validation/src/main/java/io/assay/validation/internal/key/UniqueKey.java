package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.sql.catalyst.AnsiCondition;
import io.assay.validation.internal.rule.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * The columns of a key that must be unique, in a batch and in what is published. There they are compared in the types
 * of the batch, for a contract may have widened them since.
 */
record UniqueKey(DatasetContract dataset, Check.Unique check, Optional<String> where) {
    /** The values, in the order of the check. */
    List<Column> values() {
        return check.columns().stream()
                .map(path -> FieldPath.of(dataset, path).value())
                .toList();
    }

    /** Rows of the batch that are checked. */
    Dataset<Row> checked(Dataset<Row> batch) {
        Dataset<Row> named = batch.as(dataset.name().value());
        return where.map(w -> named.where(AnsiCondition.of(named, w).holds())).orElse(batch);
    }

    List<Column> publishedValues(Dataset<Row> batch) {
        List<Column> values = values();
        StructField[] own = batch.select(values.toArray(Column[]::new)).schema().fields();
        List<Column> cast = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            DataType type = own[i].dataType();
            cast.add(values.get(i).cast(type));
        }
        return cast;
    }

    static Column known(List<Column> values) {
        return values.stream().map(Column::isNotNull).reduce(Column::and).orElse(lit(true));
    }

    /** Null where a part of the key is. */
    static Column hash(List<Column> values) {
        return when(known(values), xxhash64(values.toArray(Column[]::new)));
    }

    static Column[] named(List<Column> values, List<String> names) {
        Column[] named = new Column[names.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = values.get(i).as(names.get(i));
        }
        return named;
    }

    static Column[] columns(List<String> names) {
        return names.stream().map(name -> col(name)).toArray(Column[]::new);
    }
}
