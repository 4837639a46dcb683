package io.assay.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableSchemaTest {
    private static final Map<String, FeatureType> KEY = Map.of("carrier", FeatureType.of(Scalar.STRING));

    @Test
    void aWindowLogHasAStateColumnForEachState() {
        assertThat(FeatureLogColumns.window(KEY, List.of("state_a", "state_b")).names())
                .containsExactly(
                        "carrier", "tile", "known", "kind", "state_a", "state_b", "events", "runs", "sequence", "day");
    }

    @Test
    void aLatestLogHasEachFeatureInItsOwnType() {
        TableSchema log = FeatureLogColumns.latest(KEY, Map.of("temp", FeatureType.of(Scalar.FLOAT)));

        assertThat(log.columns()).contains(new TableColumn("temp", new TableType.Value(FeatureType.of(Scalar.FLOAT))));
        assertThat(log.names()).containsAll(FeatureLogColumns.LATEST);
    }

    @Test
    void aColumnTwiceIsRefused() {
        assertThatThrownBy(() -> FeatureLogColumns.latest(KEY, Map.of("day", FeatureType.of(Scalar.LONG))))
                .hasMessage("duplicate column 'day'");
    }
}
