package io.assay.jobs.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.PartitionTransform;
import io.assay.jobs.failure.DataException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitioningTest {
    private static final Schema SCHEMA = new Schema(
            Types.NestedField.optional(1, "city", Types.StringType.get()),
            Types.NestedField.optional(2, "at", Types.TimestampType.withZone()));

    @Test
    void transformsOfAContractAreIcebergs() {
        assertThat(Partitioning.spec("trips", SCHEMA, List.of("days(at)", "city"))
                        .fields())
                .hasSize(2);
    }

    /** {@code check} and the table decide the same. */
    @Test
    void whatFitsATypeIsWhatIcebergAccepts() {
        List<ColumnType> types = List.of(
                new ColumnType.StringType(),
                new ColumnType.Bool(),
                new ColumnType.IntegerType(16),
                new ColumnType.IntegerType(64),
                new ColumnType.FloatingPointType(32),
                new ColumnType.FloatingPointType(64),
                new ColumnType.Decimal(38, 3),
                new ColumnType.Date(Optional.empty()),
                new ColumnType.Timestamp(Optional.empty(), ZoneOffset.UTC),
                new ColumnType.Time(Optional.empty()),
                new ColumnType.Bytes(),
                new ColumnType.Json(ColumnType.Json.Shape.ANY),
                new ColumnType.Array(new ColumnType.StringType()));
        for (ColumnType type : types) {
            Schema schema = SparkSchemaUtil.convert(StructType.fromDDL("c " + type.stored()));
            for (PartitionTransform.Kind kind : PartitionTransform.Kind.values()) {
                PartitionTransform transform = new PartitionTransform(kind, 4, "c");
                boolean least = kind == PartitionTransform.Kind.TRUNCATE && type instanceof ColumnType.Decimal;
                assertThat(transform.fits(type) || least) // Iceberg accepts it, and fails at the least values
                        .as("%s of %s", transform.text(), type)
                        .isEqualTo(accepted(schema, transform.text()));
            }
        }
    }

    private static boolean accepted(Schema schema, String transform) {
        try {
            return Partitioning.spec("trips", schema, List.of(transform)).isPartitioned();
        } catch (DataException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"days(city)", "town", "weeks(at)", "bucket(x, city)"})
    void oneThatDoesNotFitIsNamed(String transform) {
        assertThatThrownBy(() -> Partitioning.spec("trips", SCHEMA, List.of("days(at)", transform)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be partitioned by '" + transform + "'");
    }
}
