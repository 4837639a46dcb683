package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.json.RowPlan;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The columns of a table of records that are read and not validated yet: the contract's, then those beside them. */
record RowLayout(List<String> columns, StructType schema) implements Serializable {
    private static final long serialVersionUID = 1;

    static RowLayout of(RowPlan plan) {
        return new RowLayout(List.copyOf(plan.names), plan.schema);
    }
}
