package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.json.RowPlan;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The columns of a table of records that are read and not validated yet: the contract's, then those beside them. */
record RowLayout(List<String> columns, StructType schema, Malformed malformed) implements Serializable {
    private static final long serialVersionUID = 1;

    /** What becomes of records that cannot be read. */
    enum Malformed {
        /** They are rows with a reason. */
        KEPT,
        /** The first one ends the reading. */
        REFUSED
    }

    RowLayout strict() {
        return new RowLayout(columns, schema, Malformed.REFUSED);
    }

    static RowLayout of(RowPlan plan) {
        return new RowLayout(List.copyOf(plan.names), plan.schema, Malformed.KEPT);
    }
}
