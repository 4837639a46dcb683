package io.assay.lineage;

import io.assay.lineage.event.ColumnLineage;
import io.assay.lineage.event.ColumnLineage.Origin;
import io.assay.lineage.event.ColumnLineage.Transformation;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.LineageJob.SourceLocation;
import io.assay.lineage.event.ParentRun;
import io.assay.lineage.event.QualityAssertion;
import io.assay.lineage.event.QualityAssertion.Outcome;
import io.assay.lineage.event.QualityAssertion.Severity;
import io.assay.lineage.event.QualityMetrics;
import io.assay.lineage.event.QualityMetrics.ColumnMetrics;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import io.assay.lineage.event.RunStart.NominalTime;
import io.assay.lineage.event.SchemaField;
import io.assay.lineage.event.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Runs as jobs of the flights project would tell them. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-01-31T12:00:00.123Z");
    public static final String CSV = "/data/flights-2013-01.csv.gz";

    private Samples() {}

    public static RunStart ingest(String run, Instant at) {
        return RunStart.of(
                        LineageJob.batch("flights", "ingest.flights", "INGEST")
                                .withDescription("Gate of datasets.flights")
                                .withSource(new SourceLocation(
                                        "https://example.org/flights.git",
                                        Optional.of("contracts/flights.odcs.yaml"),
                                        Optional.of("0a1b2c3d"))),
                        run,
                        at)
                .withParent(ParentRun.fromSpark(Map.of(
                        "spark.openlineage.parentRunId", "3bb703d1-09c1-4a42-8da5-35a0b3216072",
                        "spark.openlineage.parentJobNamespace", "airflow",
                        "spark.openlineage.parentJobName", "flights.ingest_flights",
                        "spark.openlineage.rootParentRunId", "9f40e1f5-7ec5-4a42-8da5-35a0b3216072",
                        "spark.openlineage.rootParentJobNamespace", "airflow",
                        "spark.openlineage.rootParentJobName", "flights")))
                .withNominal(new NominalTime(
                        Instant.parse("2013-01-01T00:00:00Z"), Optional.of(Instant.parse("2013-02-01T00:00:00Z"))))
                .withEngine("spark", "3.5.7");
    }

    public static RunStart compute(String run, Instant at) {
        return RunStart.of(LineageJob.batch("flights", "compute.carrier_delays", "COMPUTE"), run, at);
    }

    public static LineageDataset flights() {
        return LineageDataset.table("/wh/datasets/flights", "/wh", "datasets.flights")
                .withVersion("6113")
                .withSchema(List.of(
                        SchemaField.of("carrier", "string"),
                        SchemaField.of("arr_delay", "double"),
                        new SchemaField(
                                "who", "struct", Optional.of("who flew"), List.of(SchemaField.of("name", "string")))));
    }

    public static LineageDataset delays() {
        LineageDataset table = LineageDataset.at("/wh/features/carrier_delays/0a1b2c3d/log");
        return table.withVersion("3")
                .withStatistics(Statistics.ofRows(120))
                .withColumns(ColumnLineage.builder()
                        .column("carrier", Origin.of(flights().id(), "carrier", Transformation.IDENTITY))
                        .column(
                                "state_mean_delay_3h",
                                new Origin(
                                        flights().id(),
                                        "arr_delay",
                                        Transformation.AGGREGATION,
                                        Optional.of("mean(arr_delay) over 3h")))
                        .rows(Origin.of(flights().id(), "carrier", Transformation.GROUP_BY))
                        .build());
    }

    public static RunResult ingested() {
        ColumnMetrics delay = new ColumnMetrics(
                OptionalLong.of(9430),
                OptionalLong.of(577),
                OptionalDouble.of(2257174),
                OptionalLong.of(327346),
                OptionalDouble.of(-86),
                OptionalDouble.of(Double.NaN),
                Map.of("0.5", -5.0));
        LineageDataset source = LineageDataset.at(CSV)
                .withStatistics(Statistics.ofRows(27004).withBytes(812345).withFiles(1))
                .withMetrics(new QualityMetrics(OptionalLong.of(27004), Map.of("arr_delay", delay)))
                .withAssertions(checks());
        LineageDataset published = flights()
                .withStatistics(Statistics.ofRows(27001))
                .withMetrics(new QualityMetrics(OptionalLong.of(27001), Map.of("arr_delay", delay)));
        return RunResult.of(List.of(source), List.of(published)).withChecks(checks());
    }

    private static List<QualityAssertion> checks() {
        return List.of(
                new QualityAssertion(
                        "carrier.required",
                        "required",
                        Optional.of("carrier"),
                        Outcome.PASS,
                        Severity.ERROR,
                        Optional.of("0 violations"),
                        Optional.of("0")),
                new QualityAssertion(
                        "rows",
                        "rowCount",
                        Optional.empty(),
                        Outcome.FAIL,
                        Severity.WARN,
                        Optional.of(">= 30000"),
                        Optional.of("27004")));
    }
}
