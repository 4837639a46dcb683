package io.assay.jobs.metrics;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.PartitionMeasures;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was measured of the batches of a dataset that were published, added up by run, by partition or by time. */
final class StoredMeasures {
    private static final String PUBLISHED = "published";
    private static final List<String> METRIC_COLUMNS = List.of(
            RunLogColumns.RUN,
            RunLogColumns.NAME,
            RunLogColumns.COLUMN,
            RunLogColumns.AT,
            RunLogColumns.VALUE,
            RunLogColumns.TEXT,
            RunLogColumns.STATE);
    private static final List<String> RUN_COLUMNS = List.of(RunLogColumns.RUN, RunLogColumns.STATUS, RunLogColumns.AT);

    private final List<MeasuredRun> runs;

    private StoredMeasures(List<MeasuredRun> runs) {
        this.runs = runs;
    }

    static StoredMeasures of(WarehouseLookup warehouse, DatasetName dataset) {
        Map<String, String> subject = Map.of(RunLogColumns.SUBJECT, dataset.value());
        Set<String> published = published(warehouse, subject);
        Map<String, MeasuredRun> runs = new HashMap<>();
        for (String metric : List.of(MetricNames.DISTRIBUTION, MetricNames.APPROX_DISTINCT, MetricNames.PARTITION)) {
            Map<String, String> wanted = new HashMap<>(subject);
            wanted.put(RunLogColumns.NAME, metric);
            warehouse.log(RunRowKind.METRIC, METRIC_COLUMNS, wanted).forEach(row -> {
                String run = String.valueOf(row.string(RunLogColumns.RUN));
                if (published.contains(run)) {
                    runs.computeIfAbsent(run, MeasuredRun::new).add(row);
                }
            });
        }
        return new StoredMeasures(runs.values().stream()
                .sorted(Comparator.comparing(MeasuredRun::at).thenComparing(MeasuredRun::run))
                .toList());
    }

    /** Runs whose last entry says that their batch is published. */
    private static Set<String> published(WarehouseLookup warehouse, Map<String, String> subject) {
        Map<String, Long> newest = new HashMap<>();
        Set<String> published = new HashSet<>();
        warehouse.log(RunRowKind.RUN, RUN_COLUMNS, subject).forEach(row -> {
            String run = String.valueOf(row.string(RunLogColumns.RUN));
            Long at = row.integer(RunLogColumns.AT);
            if (at != null && at >= newest.getOrDefault(run, Long.MIN_VALUE)) {
                newest.put(run, at);
                if (PUBLISHED.equals(row.string(RunLogColumns.STATUS))) {
                    published.add(run);
                } else {
                    published.remove(run);
                }
            }
        });
        return published;
    }

    /** Of each run that began in the given time, the earliest first. */
    Map<String, PartitionMeasures> byRun(Predicate<String> wanted) {
        Map<String, PartitionMeasures> measures = new LinkedHashMap<>();
        for (MeasuredRun run : runs) {
            Optional<PartitionMeasures> whole = run.whole();
            if (whole.isPresent() && wanted.test(run.at().toString())) {
                measures.put(run.run(), whole.get());
            }
        }
        return measures;
    }

    /** Of one run by column how many values differ, where that was counted. Groups of runs are only estimated. */
    Map<String, Long> counted(String run) {
        return runs.stream()
                .filter(one -> one.run().equals(run))
                .findFirst()
                .map(MeasuredRun::counted)
                .orElse(Map.of());
    }

    /** By the partitions that batches were measured by, as they were measured. */
    Map<String, PartitionMeasures> byPartition() {
        Map<String, PartitionMeasures> groups = new TreeMap<>();
        for (MeasuredRun run : runs) {
            run.partitions().forEach((name, measures) -> groups.merge(name, measures, PartitionMeasures::merge));
        }
        return groups;
    }

    /**
     * By the time that the dataset is partitioned by. What was measured by a longer unit is a group of its own.
     *
     * @param times names of columns; partitions by others are left out
     * @param length of a group's text: 4 of years, 7 of months, 10 of days
     * @param wanted days, months or years, as they were measured
     */
    Map<String, PartitionMeasures> byTime(Set<String> times, int length, Predicate<String> wanted) {
        Map<String, PartitionMeasures> groups = new TreeMap<>();
        for (MeasuredRun run : runs) {
            run.partitions().forEach((name, measures) -> {
                int end = name.lastIndexOf('=');
                String time = name.substring(end + 1);
                if (times.contains(name.substring(0, end)) && wanted.test(time)) {
                    groups.merge(
                            time.substring(0, Math.min(length, time.length())), measures, PartitionMeasures::merge);
                }
            });
        }
        return groups;
    }
}
