package io.assay.jobs.catalyst;

import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.delta.DeltaTimeTravelSpec;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/** Versions of a Delta table, as SQL asks for them. */
public final class DeltaVersions {
    private static final Option<String> SQL = Option.apply("sql");

    private DeltaVersions() {}

    /** The table at a version; empty if the text cannot be one, or the table has no versions. */
    public static Optional<Table> of(Table table, String version) {
        return version.matches("\\d{1,18}")
                ? at(table, new DeltaTimeTravelSpec(Option.empty(), Option.apply(Long.valueOf(version)), SQL))
                : Optional.empty();
    }

    /** The table as it was at a time, in microseconds; empty if it has no versions. */
    public static Optional<Table> at(Table table, long timestamp) {
        Expression time = new Literal(timestamp, DataTypes.TimestampType);
        return at(table, new DeltaTimeTravelSpec(Option.apply(time), Option.empty(), SQL));
    }

    private static Optional<Table> at(Table table, DeltaTimeTravelSpec when) {
        return table instanceof DeltaTableV2 delta
                ? Optional.of(delta.copy(
                        delta.spark(),
                        delta.path(),
                        delta.catalogTable(),
                        delta.tableIdentifier(),
                        Option.apply(when),
                        delta.options()))
                : Optional.empty();
    }
}
