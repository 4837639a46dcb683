package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A typed table's rows under a contract, in the shape that text files are read in. */
public final class TableRows {
    private final io.assay.definition.contract.DatasetContract dataset;
    private final List<String> warnings = new ArrayList<>();

    public TableRows(io.assay.definition.contract.DatasetContract dataset) {
        this.dataset = dataset;
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * The rows of one table.
     *
     * @param name of the table, for messages
     * @throws UnreadableSourceException if a required column is missing or a column can never be of its type
     */
    public Dataset<Row> of(TableSource source, String name) {
        StructType schema = source.rows().select(columns(source.columns())).schema();
        TreeSet<String> extra = new TreeSet<>(source.columns());
        List<Column> select = new ArrayList<>();
        List<Column> faults = new ArrayList<>();
        for (var column : dataset.columns()) {
            extra.remove(column.source());
            Optional<StructField> field = field(schema, column.source());
            if (field.isEmpty() && column.required()) {
                throw new UnreadableSourceException(
                        name,
                        "has no column '%s', which the contract requires".formatted(column.source()),
                        "its columns are %s: fix the table, or make the column optional"
                                .formatted(String.join(", ", source.columns())));
            }
            LosslessCast conversion = field.map(f -> LosslessCast.of(
                                    quoted(column.source()), f.dataType(), column.type())
                            .orElseThrow(() -> new UnreadableSourceException(
                                    name,
                                    "column '%s' is %s, the contract says %s"
                                            .formatted(
                                                    column.source(),
                                                    f.dataType().simpleString(),
                                                    column.type().stored()),
                                    "deliver it in the contract's type, or change the contract")))
                    .orElseGet(() -> LosslessCast.exact(lit(null).cast(StoredTypes.of(column.type()))));
            select.add(conversion.value().as(column.name()));
            conversion
                    .fault()
                    .ifPresent(fault -> faults.add(when(
                            fault,
                            struct(
                                    lit(column.name()).as("path"),
                                    quoted(column.source()).cast("string").as("value")))));
        }
        if (!extra.isEmpty()) {
            warnings.add("%s: left out, not in the contract: %s".formatted(name, String.join(", ", extra)));
        }
        StructType beside = UnvalidatedRow.beside();
        select.add(faults(faults).cast(type(beside, UnvalidatedRow.FAULTS)).as(UnvalidatedRow.FAULTS));
        select.add(lit(null).cast(type(beside, UnvalidatedRow.MALFORMED)).as(UnvalidatedRow.MALFORMED));
        select.add(to_json(struct(columns(source.columns()))).as(UnvalidatedRow.ROW));
        select.add(col(TableSource.SOURCE).as(UnvalidatedRow.SOURCE));
        select.add(col(TableSource.POSITION).as(UnvalidatedRow.POSITION));
        return source.rows().select(select.toArray(Column[]::new));
    }

    private static Column faults(List<Column> faults) {
        if (faults.isEmpty()) {
            return lit(null);
        }
        Column found = filter(array(faults.toArray(Column[]::new)), Column::isNotNull);
        return when(size(found).gt(0), found);
    }

    private static org.apache.spark.sql.types.DataType type(StructType schema, String name) {
        return schema.apply(name).dataType();
    }

    private static Optional<StructField> field(StructType schema, String name) {
        for (StructField field : schema.fields()) {
            if (field.name().equals(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(TableRows::quoted).toArray(Column[]::new);
    }

    static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
