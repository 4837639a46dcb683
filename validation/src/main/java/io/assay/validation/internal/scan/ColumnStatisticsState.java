package io.assay.validation.internal.scan;

import io.assay.validation.internal.verdict.RowProgram;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.KeyedMeasures;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.PartitionMeasures;
import io.assay.validation.metric.SliceUnit;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of the columns, over the rows that are published.
 *
 * <p>Columns: the verdict (binary, null if the row breaks nothing), then those that are measured.
 */
public final class ColumnStatisticsState implements ScanState {
    /** Which rows count, how the columns are read, by which keys and by which partitions they are measured too. */
    public record Plan(
            ActionMasks actions,
            List<String> names,
            List<MeasuredColumn> columns,
            List<KeyedStatistics.Key> keys,
            Slices.@Nullable By slices) // sent to executors, as an Optional cannot be
            implements ScanState.StateFactory {
        private static final long serialVersionUID = 3;

        /**
         * {@code partitioning}: Iceberg's transforms; the first time among them, or else value, says how rows are
         * divided.
         */
        public static Plan of(ActionMasks actions, StructType columns, MeasurePlan known, List<String> partitioning) {
            return of(actions, columns, known, partitioning, CategoryCounts.MOST);
        }

        /** The same; {@code counted}: most different values of a column that are counted. */
        public static Plan of(
                ActionMasks actions, StructType columns, MeasurePlan known, List<String> partitioning, int counted) {
            List<String> names = List.of(columns.fieldNames());
            List<MeasuredColumn> measured = new ArrayList<>();
            for (StructField field : columns.fields()) {
                measured.add(new MeasuredColumn(
                        ColumnKind.of(field.dataType()),
                        known.edges().getOrDefault(field.name(), List.of()).stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        counted));
            }
            List<KeyedStatistics.Key> keys = new ArrayList<>();
            known.keys().forEach((name, values) -> {
                int column = names.indexOf(name);
                if (column >= 0 && measured.get(column).kind().reading() == ColumnKind.Reading.STRING) {
                    keys.add(new KeyedStatistics.Key(column, values));
                }
            });
            return new Plan(
                    actions,
                    names,
                    measured,
                    keys,
                    SliceUnit.of(partitioning).stream()
                            .flatMap(unit -> Slices.By.of(unit, names, measured).stream())
                            .min(Comparator.comparing(by -> by.unit() == SliceUnit.VALUE))
                            .orElse(null));
        }

        @Override
        public ColumnStatisticsState empty() {
            return new ColumnStatisticsState(this);
        }

        /** Statistics of no rows yet; {@code counted}: no more different values of a column are counted. */
        RowsStatistics rows(QuantileSketch.Size size, int counted) {
            double[] shifts = columns.stream()
                    .mapToDouble(column -> column.edges().length == 0 ? 0 : column.edges()[column.edges().length / 2])
                    .toArray();
            return new RowsStatistics(
                    columns.stream()
                            .map(column -> new ColumnStatistics(column.countingAtMost(counted), size))
                            .toArray(ColumnStatistics[]::new),
                    keys.stream().map(key -> new KeyedStatistics(key, shifts)).toArray(KeyedStatistics[]::new));
        }

        @Override
        public ColumnStatisticsState read(DataInputStream in) throws IOException {
            ColumnStatisticsState totals = empty();
            if (totals.slices == null) {
                totals.all.read(QuantileSketch.Size.LARGE, in);
            } else {
                totals.slices.read(in);
            }
            return totals;
        }
    }

    private final Plan plan;
    private final ActionMasks actions;
    private final int[] verdict;
    private final @Nullable Slices slices;
    private RowsStatistics all; // of slices: once it is asked for
    private boolean stale = true;

    private ColumnStatisticsState(Plan plan) {
        this.plan = plan;
        this.actions = plan.actions();
        this.verdict = new int[actions.words()];
        this.slices = plan.slices() == null ? null : new Slices(plan, plan.slices());
        this.all = plan.rows(QuantileSketch.Size.LARGE, Integer.MAX_VALUE);
    }

    @Override
    public void add(InternalRow row, int[] at) {
        if (!row.isNullAt(at[0])) {
            RowProgram.read(row.getBinary(at[0]), verdict);
            if (!actions.publishes(verdict)) {
                return;
            }
        }
        if (slices == null) {
            all.add(row, at);
        } else {
            slices.add(row, at);
            stale = true;
        }
    }

    @Override
    public void merge(ScanState other) {
        ColumnStatisticsState that = (ColumnStatisticsState) other;
        if (slices == null || that.slices == null) {
            all.merge(that.all);
        } else {
            slices.merge(that.slices);
            stale = true;
        }
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        if (slices == null) {
            all.write(out);
        } else {
            slices.write(out);
        }
    }

    private RowsStatistics all() {
        if (slices != null && stale) {
            all = slices.whole();
            stale = false;
        }
        return all;
    }

    public long rows() {
        return all().rows();
    }

    public ColumnStatistics column(int place) {
        return all().column(place);
    }

    ColumnStatistics column(String name) {
        return all().column(plan.names().indexOf(name));
    }

    /** What was measured by key, by the name of the column that has the keys; none where its values are too many. */
    public Map<String, KeyedMeasures> keyed() {
        Map<String, KeyedMeasures> measures = new TreeMap<>();
        for (int i = 0; i < plan.keys().size(); i++) {
            int column = plan.keys().get(i).column();
            if (!all().column(column).texts().overflowed()) {
                measures.put(plan.names().get(column), all().keyed(i).measures(plan.names()));
            }
        }
        return measures;
    }

    /** Whether more values are counted than usual, so that their number takes the place of the estimate. */
    public boolean countsMany() {
        return plan.columns().stream().anyMatch(column -> column.counted() > CategoryCounts.MOST);
    }

    /** Names of the columns of which it was counted, and not only estimated, how many values differ. */
    public Set<String> counted() {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < plan.names().size(); i++) {
            if (all().column(i).counted().isPresent()) {
                names.add(plan.names().get(i));
            }
        }
        return names;
    }

    /** What the values of each column look like, by its name. */
    public Map<String, Distribution> distributions() {
        return distributions(all());
    }

    private Map<String, Distribution> distributions(RowsStatistics rows) {
        Map<String, Distribution> distributions = new TreeMap<>();
        for (int i = 0; i < plan.names().size(); i++) {
            distributions.put(plan.names().get(i), ColumnDistribution.of(rows.column(i), rows.rows()));
        }
        return distributions;
    }

    /** What was measured of each partition, by its name: {@code day=2013-01-05}, {@code carrier=UA}. */
    public Map<String, PartitionMeasures> partitions() {
        Map<String, PartitionMeasures> partitions = new LinkedHashMap<>();
        if (slices != null && plan.slices() != null) {
            String by = plan.names().get(plan.slices().column());
            slices.byText().forEach((text, rows) -> {
                Map<String, long[]> distinct = new TreeMap<>();
                for (int i = 0; i < plan.names().size(); i++) {
                    if (plan.columns().get(i).kind().reading() != ColumnKind.Reading.NOTHING) {
                        distinct.put(plan.names().get(i), rows.column(i).distinct());
                    }
                }
                partitions.put(by + "=" + text, PartitionMeasures.of(distributions(rows), distinct));
            });
        }
        return partitions;
    }
}
