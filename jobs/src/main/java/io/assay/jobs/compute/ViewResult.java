package io.assay.jobs.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.features.log.UnusableRows;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of computing one view.
 *
 * @param types of the features
 * @param source what was read; empty where there was nothing to read
 * @param counts rows read, rows that could not be used by reason, and rows written under {@link #WRITTEN}
 * @param tableVersion newest commit of the view's log
 */
record ViewResult(
        FeatureView view,
        Status status,
        Map<String, FeatureType> types,
        Optional<ReadSnapshot> source,
        Map<String, Long> counts,
        Optional<Long> tableVersion) {
    /** Name of the count of log rows. */
    static final String WRITTEN = "written";

    enum Status {
        COMPUTED,
        NOTHING_NEW,
        NO_DATA;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The snapshot of the dataset up to which the view is computed. */
    record ReadSnapshot(long snapshot, long sequence) {}

    ViewResult {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    static ViewResult noData(FeatureView view) {
        return new ViewResult(view, Status.NO_DATA, Map.of(), Optional.empty(), Map.of(), Optional.empty());
    }

    long written() {
        return counts.getOrDefault(WRITTEN, 0L);
    }

    long read() {
        return counts.getOrDefault(UnusableRows.READ, 0L);
    }

    /** Reasons why rows do not count, with how many; without those that no row had. */
    Map<String, Long> unusable() {
        Map<String, Long> unusable = new LinkedHashMap<>();
        for (String reason : UnusableRows.reasons(view)) {
            count(reason, unusable);
        }
        return unusable;
    }

    /** Reasons why values of rows that count are null, with how many. */
    Map<String, Long> unfitValues() {
        Map<String, Long> unfit = new LinkedHashMap<>();
        UnusableRows.unfitValues(view).keySet().forEach(reason -> count(reason, unfit));
        return unfit;
    }

    private void count(String reason, Map<String, Long> found) {
        long rows = counts.getOrDefault(reason, 0L);
        if (rows > 0) {
            found.put(reason, rows);
        }
    }

    void writeTo(ObjectNode node) {
        node.put("view", view.name().toString())
                .put("version", view.version())
                .put("status", status.word())
                .put("dataset", view.source().dataset().toString());
        node.putObject("rows").put("read", read()).put("written", written());
        ObjectNode reasons = node.putObject("unusable");
        unusable().forEach(reasons::put);
        unfitValues().forEach(reasons::put);
        tableVersion.ifPresent(version -> node.put("table_version", version));
        source.ifPresent(
                read -> node.put("snapshot", Long.toString(read.snapshot())).put("sequence", read.sequence()));
    }

    /** One line for people. */
    String line() {
        String rows = status == Status.COMPUTED
                ? "%,d rows read, %,d written".formatted(read(), written())
                : status == Status.NO_DATA
                        ? "nothing has been published to datasets."
                                + view.source().dataset()
                        : "";
        StringBuilder line = new StringBuilder("%-24s %s  %-12s %s"
                .formatted(view.name(), view.version(), status.word().replace('_', ' '), rows));
        unusable().forEach((reason, count) -> line.append("\n%37s%,d left out: %s".formatted("", count, reason)));
        unfitValues()
                .forEach((reason, count) -> line.append("\n%37s%,d values are null: %s".formatted("", count, reason)));
        return line.toString().stripTrailing();
    }
}
