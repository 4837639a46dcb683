package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.lookup.DatasetLookup;
import io.assay.validation.source.BatchPosition;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A few rows that a run kept back, by the rule that they break; read without Spark. */
public final class SampleRows {
    private static final int OF_A_RULE = 3;
    /** So many rows of a run are looked at. */
    private static final int LOOKED_AT = 20_000;

    private SampleRows() {}

    /**
     * A row that was kept back.
     *
     * @param value that breaks the rule, as text
     * @param position in its source
     * @param row as JSON, or what could not be read as a row, as text
     */
    public record SampleRow(String id, Optional<String> value, String source, long position, String row) {}

    /** Up to three rows of each rule, in the order of their sources and places. */
    public static Map<String, List<SampleRow>> of(DatasetLookup tables, DatasetName dataset, String run) {
        Map<String, TreeSet<QuarantinedRow>> byRule = new TreeMap<>();
        new QuarantineLookup(tables, dataset).some(run, QuarantinedRow.SHOWN, LOOKED_AT, row -> {
            for (String rule : row.rules()) {
                TreeSet<QuarantinedRow> kept =
                        byRule.computeIfAbsent(rule, name -> new TreeSet<>(QuarantinedRow.IN_ORDER));
                kept.add(row);
                if (kept.size() > OF_A_RULE) {
                    kept.pollLast();
                }
            }
        });
        Map<String, List<SampleRow>> samples = new TreeMap<>();
        byRule.forEach((rule, rows) -> {
            List<SampleRow> shown = new ArrayList<>();
            rows.forEach(row -> shown.add(sample(rule, row)));
            samples.put(rule, shown);
        });
        return samples;
    }

    private static SampleRow sample(String rule, QuarantinedRow row) {
        Optional<String> value = row.reasons().stream()
                .filter(reason -> reason.rule().equals(rule))
                .findFirst()
                .map(QuarantinedRow.Reason::value);
        ObjectNode json = row.json();
        RawRecord.readable(json);
        String content = json.path(QuarantineColumns.ROW)
                .asText(json.path(QuarantineColumns.RAW)
                        .asText(json.path(RawRecord.RAW_BASE64).asText()));
        Long position = row.position();
        return new SampleRow(
                row.id(),
                value,
                String.valueOf(row.source()),
                BatchPosition.within(position == null ? 0 : position),
                content);
    }
}
