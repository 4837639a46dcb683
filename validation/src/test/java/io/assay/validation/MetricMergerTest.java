package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.metric.Metric;
import io.assay.validation.source.Input;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricMergerTest {
    @TempDir
    Path folder;

    private static final TestContract CONTRACT = TestContract.of("t")
            .with("x", DOUBLE)
            .with("name", STRING)
            .with("at", TIMESTAMP)
            .with("day", new ColumnType.Date(Optional.empty()))
            .with("none", new ColumnType.IntegerType(32));

    private static Metric metric(GatedBatch gated, String column, String name) {
        return gated.verdict().metrics().stream()
                .filter(m -> m.column().equals(column) && m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double value(Metric metric) {
        return metric.value().orElseThrow();
    }

    @Test
    void statesOfTwoBatchesMergeToWhatBothTogetherHave() {
        String first = "x,name,at,day,none\n1,a,2013-01-01T00:00:00Z,2013-01-01,\n2,b,,2013-01-05,\n,a,,,\nbad,z,,,\n";
        String second = "x,name,at,day,none\n6,c,2013-01-02T00:00:00Z,2012-12-31,\n7,,,,\n";
        Input one = GatedBatch.file(folder, "1.csv", first);
        Input two = GatedBatch.file(folder, "2.csv", second);
        GatedBatch a = GatedBatch.of(CONTRACT, one);
        GatedBatch b = GatedBatch.of(CONTRACT, two);
        GatedBatch both =
                GatedBatch.of(CONTRACT, Input.of(one.paths().get(0), two.paths().get(0)));
        for (Metric metric : both.verdict().metrics()) {
            Metric merged = a.verdict().metrics().stream()
                    .filter(m -> m.column().equals(metric.column()) && m.name().equals(metric.name()))
                    .findFirst()
                    .map(m -> MetricMerger.merge(m, metric(b, metric.column(), metric.name())))
                    .orElseThrow();
            assertThat(merged.value().orElse(-1))
                    .as(metric.toString())
                    .isEqualTo(metric.value().orElse(-1), within(1e-12));
            assertThat(MetricMerger.of(merged.name(), merged.column(), merged.state())
                            .value())
                    .isEqualTo(merged.value());
        }
        assertThat(value(metric(both, "x", "completeness"))).isEqualTo(0.8);
        assertThat(value(metric(both, "x", "mean"))).isEqualTo(4);
        assertThat(value(metric(both, "x", "min"))).isEqualTo(1);
        assertThat(value(metric(both, "x", "max"))).isEqualTo(7);
        assertThat(value(metric(both, "x", "stddev"))).isEqualTo(Math.sqrt(6.5), within(1e-12));
        assertThat(metric(both, "x", "quantiles").text())
                .contains("{\"p05\":1.0,\"p25\":1.0,\"p50\":2.0,\"p75\":6.0,\"p95\":7.0}");
        assertThat(value(metric(both, "name", "approx_distinct"))).isEqualTo(3);
        assertThat(value(metric(both, "at", "max"))).isEqualTo(1356998400 + 86400);
        assertThat(value(metric(both, "day", "min"))).isEqualTo(1356998400 - 86400);
        assertThat(metric(both, "none", "approx_distinct").value()).isEqualTo(OptionalDouble.of(0));
        assertThat(both.verdict().metrics())
                .filteredOn(m -> m.column().equals("none"))
                .extracting(Metric::name)
                .containsExactly("completeness", "approx_distinct", "distribution");
        assertThatThrownBy(() -> MetricMerger.merge(metric(a, "x", "min"), metric(a, "x", "max")))
                .hasMessage("min of x cannot be merged with max of x");
    }
}
