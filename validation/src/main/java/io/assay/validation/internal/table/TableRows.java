package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.columns.ColumnCheck;
import io.assay.validation.internal.columns.ColumnMatch;
import io.assay.validation.internal.columns.FolderColumns;
import io.assay.validation.internal.columns.FolderValues;
import io.assay.validation.internal.columns.JsonOfValue;
import io.assay.validation.internal.columns.LeftOutColumns;
import io.assay.validation.internal.columns.LosslessCast;
import io.assay.validation.internal.table.StoredColumn.Values;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A typed table's rows under a contract, in the shape that text files are read in. */
public final class TableRows {
    private final DatasetContract dataset;
    private final List<String> warnings = new ArrayList<>();

    public TableRows(DatasetContract dataset) {
        this.dataset = dataset;
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * The rows of one table.
     *
     * @throws UnreadableSourceException if a required column is missing or a column can never be of its type
     */
    public Dataset<Row> of(TableSource source) {
        List<String> names = source.columns().stream().map(StoredColumn::name).toList();
        ColumnMatch match =
                new ColumnCheck(source.name(), dataset.columns(), source.folders(), Optional.empty()).match(names);
        int[] places = match.places();
        List<Column> select = new ArrayList<>();
        List<Column> faults = new ArrayList<>();
        List<Column> inside = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            ContractColumn column = dataset.columns().get(i);
            LosslessCast conversion = places[i] < 0
                    ? LosslessCast.exact(lit(null).cast(StoredTypes.of(column.type())))
                    : conversion(source, source.columns().get(places[i]), column);
            select.add(conversion.value().as(column.name()));
            if (conversion.fault().isPresent()) {
                faults.add(when(
                        conversion.fault().get(),
                        struct(
                                lit(column.name()).as("path"),
                                quoted(names.get(places[i])).cast("string").as("value"),
                                lit(null).cast("string").as("at"))));
            }
            conversion.inside().ifPresent(inside::add);
        }
        List<String> leftOut = new ArrayList<>(match.leftOut());
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0) {
                ContractColumn column = dataset.columns().get(i);
                leftOut.addAll(LeftOutColumns.fields(
                        column.name(), source.columns().get(places[i]).type(), column.type()));
            }
        }
        warnOfExtra(source, leftOut);
        StructType beside = UnvalidatedRow.beside();
        select.add(faults(faults, inside, type(beside, UnvalidatedRow.FAULTS)).as(UnvalidatedRow.FAULTS));
        select.add(lit(null).cast(type(beside, UnvalidatedRow.MALFORMED)).as(UnvalidatedRow.MALFORMED));
        select.add(row(source).as(UnvalidatedRow.ROW));
        select.add(col(TableSource.SOURCE).as(UnvalidatedRow.SOURCE));
        select.add(col(TableSource.POSITION).as(UnvalidatedRow.POSITION));
        return FolderColumns.fill(
                source.rows().select(select.toArray(Column[]::new)),
                FolderValues.columns(match.missing(), source.folders()),
                dataset.nullValues());
    }

    private static LosslessCast conversion(TableSource source, StoredColumn stored, ContractColumn column) {
        LosslessCast none = LosslessCast.exact(lit(null).cast(StoredTypes.of(column.type())));
        if (stored.values() == Values.NONE) { // nothing but nulls is of every type
            return none;
        }
        if (stored.unreadable().isPresent()) {
            throw new UnreadableSourceException(
                    source.name(),
                    "column '%s' %s"
                            .formatted(stored.name(), stored.unreadable().get().what()),
                    stored.unreadable().get().fix());
        }
        Optional<LosslessCast> cast = LosslessCast.of(
                quoted(stored.name()), stored.type(), stored.meaning().read(column.type()), column.name());
        if (cast.isPresent()) {
            return cast.get();
        }
        if (stored.values() == Values.SOME) {
            throw otherType(
                    source.name(), stored.name(), stored.type(), column.type().stored());
        }
        return onlyNulls(stored, column);
    }

    /** Nulls, of a column whose type does not fit: its first value, if there is one, ends the reading. */
    private static LosslessCast onlyNulls(StoredColumn stored, ContractColumn column) {
        String name = stored.name();
        String is = stored.type().simpleString();
        String expected = column.type().stored();
        UDF1<String, @Nullable Object> refuse = file -> {
            throw otherType(file, name, is, expected);
        };
        return LosslessCast.exact(when(
                quoted(name).isNotNull(),
                udf(refuse, StoredTypes.of(column.type())).apply(col(TableSource.SOURCE))));
    }

    private static UnreadableSourceException otherType(String file, String name, DataType is, String expected) {
        return otherType(file, name, is.simpleString(), expected);
    }

    private static UnreadableSourceException otherType(String file, String name, String is, String expected) {
        return new UnreadableSourceException(
                file,
                "column '%s' is %s, the contract says %s".formatted(name, is, expected),
                "deliver it in the contract's type, or change the contract");
    }

    private void warnOfExtra(TableSource source, List<String> leftOut) {
        if (!leftOut.isEmpty()) {
            warnings.add(LeftOutColumns.line(source.name(), leftOut));
        }
    }

    /** The row as it came, without what cannot be read. */
    private static Column row(TableSource source) {
        Column[] columns = source.columns().stream()
                .filter(column -> column.readable() && column.values() != Values.NONE)
                .map(column -> quoted(column.name()))
                .toArray(Column[]::new);
        return columns.length == 0 ? lit("{}") : JsonOfValue.row(struct(columns));
    }

    private static Column faults(List<Column> faults, List<Column> inside, DataType type) {
        if (faults.isEmpty() && inside.isEmpty()) {
            return lit(null).cast(type);
        }
        List<Column> lists = new ArrayList<>();
        Column none = array().cast(type);
        lists.add(
                faults.isEmpty()
                        ? none
                        : filter(array(faults.toArray(Column[]::new)), Column::isNotNull)
                                .cast(type));
        inside.forEach(list -> lists.add(coalesce(list.cast(type), none)));
        Column found = lists.size() == 1 ? lists.get(0) : concat(lists.toArray(Column[]::new));
        return when(size(found).gt(0), found);
    }

    private static DataType type(StructType schema, String name) {
        return schema.apply(name).dataType();
    }

    private static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
