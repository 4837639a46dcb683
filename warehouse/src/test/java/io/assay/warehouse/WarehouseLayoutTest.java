package io.assay.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.model.ModelName;
import org.junit.jupiter.api.Test;

final class WarehouseLayoutTest {
    @Test
    void everyTableAndFolderHasOnePath() {
        WarehouseLayout layout = new WarehouseLayout("s3a://bucket/assay/");

        assertThat(layout.root()).isEqualTo("s3a://bucket/assay");
        assertThat(layout.dataset(new DatasetName("flights"))).isEqualTo("s3a://bucket/assay/datasets/flights");
        assertThat(layout.quarantine(new DatasetName("flights"))).isEqualTo("s3a://bucket/assay/quarantine/flights");
        assertThat(layout.view(new ViewName("delays"))).isEqualTo("s3a://bucket/assay/features/delays");
        assertThat(layout.featureLog(new ViewName("delays"), "0a1b2c3d"))
                .isEqualTo("s3a://bucket/assay/features/delays/0a1b2c3d/log");
        assertThat(layout.log()).isEqualTo("s3a://bucket/assay/assay/log");
        assertThat(layout.definitions()).isEqualTo("s3a://bucket/assay/assay/definitions");
        assertThat(layout.lineage()).isEqualTo("s3a://bucket/assay/assay/lineage");
        assertThat(layout.pending()).isEqualTo("s3a://bucket/assay/assay/pending");
        assertThat(layout.running()).isEqualTo("s3a://bucket/assay/assay/running");
        assertThat(layout.model(new ModelName("late"))).isEqualTo("s3a://bucket/assay/models/late");
        assertThat(layout.checkpoint(new DatasetName("flights"))).isEqualTo("s3a://bucket/assay/checkpoints/flights");
    }

    @Test
    void theRootOfAFileSystemMayBeAWarehouse() {
        assertThat(new WarehouseLayout("/").log()).isEqualTo("/assay/log");
    }

    @Test
    void noRootIsRefused() {
        assertThatThrownBy(() -> new WarehouseLayout(""))
                .hasMessage("the warehouse's root is empty; give a path or URI");
    }
}
