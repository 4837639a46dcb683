package io.assay.validation;

import io.assay.definition.contract.DatasetContract;
import io.assay.validation.decision.Decision;
import io.assay.validation.source.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One batch gone through the gate; {@code allDecisions} with those that are not worth a record. */
record GatedBatch(
        ValidationResult verdict,
        ScanCounts counts,
        List<Row> passing,
        List<Row> quarantined,
        Batch batch,
        List<Decision> decisions,
        List<Decision> allDecisions) {
    static final GateRun RUN = new GateRun("r1", "1.0.0", Instant.parse("2026-01-01T00:00:00Z"));

    static GatedBatch of(TestContract contract, Input input) {
        return of(contract.dataset(), input, ReferenceData.nothing());
    }

    /** With java.time's values: java.sql's have no days between the calendars. */
    static GatedBatch withJavaTimes(TestContract contract, Input input) {
        String setting = "spark.sql.datetime.java8API.enabled";
        LocalSpark.spark().conf().set(setting, "true");
        try {
            return of(contract, input);
        } finally {
            LocalSpark.spark().conf().unset(setting);
        }
    }

    static GatedBatch of(DatasetContract dataset, Input input, ReferenceData reference) {
        Gate gate = Gate.of(dataset);
        return of(gate, gate.read(LocalSpark.spark(), input), reference);
    }

    static GatedBatch of(Gate gate, Batch batch, ReferenceData reference) {
        ValidatedBatch validated = gate.validate(batch, reference, RUN);
        ValidatedBatch.Write<List<Row>> write = validated.write(Dataset::collectAsList);
        ScanCounts counts = write.counts();
        List<Row> passing = write.result();
        List<Row> quarantined =
                validated.quarantined(counts).orderBy("source", "position").collectAsList();
        Dataset<Row> after = passing.isEmpty()
                ? batch.read().limit(0)
                : LocalSpark.spark().createDataFrame(passing, passing.get(0).schema());
        return new GatedBatch(
                validated.result(counts, after),
                counts,
                passing,
                quarantined,
                batch,
                validated.decisions(counts),
                validated.choices());
    }

    static Input file(Path folder, String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, content);
            return Input.of(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Published rows without the last three columns, as text. */
    List<String> published() {
        return passing.stream()
                .map(row -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < row.length() - 3; i++) {
                        text.append(i == 0 ? "" : "|").append(row.get(i));
                    }
                    return text.toString();
                })
                .toList();
    }

    /** Reasons of each quarantined row as {@code rule=value}. */
    List<String> reasons() {
        return quarantined.stream()
                .map(row -> String.join(
                        ",",
                        row.<Row>getList(1).stream()
                                .map(reason -> reason.get(0) + "=" + reason.get(2))
                                .toList()))
                .toList();
    }

    RuleResult outcome(String rule) {
        return verdict.rules().stream()
                .filter(o -> o.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
