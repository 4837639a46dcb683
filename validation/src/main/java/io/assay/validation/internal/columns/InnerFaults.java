package io.assay.validation.internal.columns;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/**
 * Lists of faults inside of one column, each the elements of {@link UnvalidatedRow#FAULTS}; null where there are none.
 */
final class InnerFaults {
    private static final DataType TYPE =
            UnvalidatedRow.beside().apply(UnvalidatedRow.FAULTS).dataType();

    private InnerFaults() {}

    /** A list of one. */
    static Column one(Column fault, String path, Column value) {
        return when(fault, array(fault(path, value, lit(null))));
    }

    /** One for each item that does not fit, with its place. */
    static Column ofItems(Column list, String path, UnaryOperator<Column> fault) {
        return filter(
                transform(list, (item, at) -> when(fault.apply(item), fault(path, item, place(at)))),
                Column::isNotNull);
    }

    /** Those inside of each item, with its place before theirs. */
    static Column insideItems(Column list, UnaryOperator<Column> inside) {
        return flatten(filter(
                transform(
                        list,
                        (item, at) -> transform(
                                inside.apply(item),
                                fault -> fault(
                                        fault.getField("path"),
                                        fault.getField("value"),
                                        concat(place(at), coalesce(fault.getField("at"), lit("")))))),
                Column::isNotNull));
    }

    /** All of several lists. */
    static Optional<Column> all(List<Column> lists) {
        if (lists.size() < 2) {
            return lists.stream().findFirst();
        }
        Column none = array().cast(TYPE);
        return Optional.of(concat(
                lists.stream().map(list -> coalesce(list.cast(TYPE), none)).toArray(Column[]::new)));
    }

    private static Column place(Column at) {
        return concat(lit("["), at.cast("string"), lit("]"));
    }

    private static Column fault(String path, Column value, Column at) {
        return fault(lit(path), value, at);
    }

    private static Column fault(Column path, Column value, Column at) {
        return struct(
                path.as("path"),
                value.cast("string").as("value"),
                at.cast("string").as("at"));
    }
}
