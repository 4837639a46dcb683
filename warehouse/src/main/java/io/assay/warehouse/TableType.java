package io.assay.warehouse;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.util.List;

/**
 * Type of a stored column, independent of engines. Spark's and Delta Kernel's types are made of it by one adapter each.
 */
public sealed interface TableType {
    TableType STRING = new Value(FeatureType.of(Scalar.STRING));
    TableType BOOLEAN = new Value(FeatureType.of(Scalar.BOOLEAN));
    TableType LONG = new Value(FeatureType.of(Scalar.LONG));
    TableType DOUBLE = new Value(FeatureType.of(Scalar.DOUBLE));
    TableType BYTES = new Value(FeatureType.of(Scalar.BYTES));
    /** An instant, in microseconds. */
    TableType TIMESTAMP = new Value(FeatureType.of(Scalar.TIMESTAMP));

    TableType STRINGS = new Value(FeatureType.listOf(Scalar.STRING));
    TableType DATE = new Day();

    /** Calls the case of this kind; a new kind breaks every caller at compile time. */
    <R> R match(Cases<R> cases);

    /** A value, or a list of values, as features and join keys have them. */
    record Value(FeatureType type) implements TableType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.value(this);
        }
    }

    /** A calendar day. */
    record Day() implements TableType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.day(this);
        }
    }

    /** A list of records, each with these fields. */
    record Records(List<TableColumn> fields) implements TableType {
        public Records {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.records(this);
        }
    }

    /** One case for each kind. */
    interface Cases<R> {
        R value(Value type);

        R day(Day type);

        R records(Records type);
    }
}
