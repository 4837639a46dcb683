package io.assay.jobs.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.jobs.failure.DataException;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
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

    @ParameterizedTest
    @ValueSource(strings = {"days(city)", "town", "weeks(at)", "bucket(x, city)"})
    void oneThatDoesNotFitIsNamed(String transform) {
        assertThatThrownBy(() -> Partitioning.spec("trips", SCHEMA, List.of("days(at)", transform)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be partitioned by '" + transform + "'");
    }
}
