package io.assay.lineage.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetIdTest {
    @ParameterizedTest
    @CsvSource({
        "/wh/datasets/flights/, file, /wh/datasets/flights",
        "file:/wh/a b, file, /wh/a b",
        "file:///wh/a, file, /wh/a",
        "file:/wh/a[1]{2}:3%20.csv, file, /wh/a[1]{2}:3%20.csv",
        "s3a://lake/wh/datasets, s3://lake, wh/datasets",
        "gs://lake/wh, gs://lake, wh",
        "hdfs://name:8020/wh, hdfs://name:8020, /wh",
        "kafka://broker:9092/flights, kafka://broker:9092, flights",
        "abfss://c@a.dfs.core.windows.net/wh, abfss://c@a.dfs.core.windows.net, wh",
    })
    void placesAreNamedByTheSpecification(String location, String namespace, String name) {
        assertThat(DatasetId.at(location)).isEqualTo(new DatasetId(namespace, name));
    }
}
