package io.assay.validation.internal.scan;

import io.assay.validation.internal.verdict.RowProgram;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.KeyedMeasures;
import io.assay.validation.metric.MeasurePlan;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is measured of the columns, over the rows that are published.
 *
 * <p>Columns: the verdict (binary, null if the row breaks nothing), then those that are measured.
 */
public final class ColumnStatisticsState implements ScanState {
    /** Which rows count, how the columns are read, and by which keys they are measured too. */
    public record Plan(
            ActionMasks actions, List<String> names, List<MeasuredColumn> columns, List<KeyedStatistics.Key> keys)
            implements ScanState.StateFactory {
        private static final long serialVersionUID = 1;

        public static Plan of(ActionMasks actions, StructType columns, MeasurePlan known) {
            List<String> names = List.of(columns.fieldNames());
            List<MeasuredColumn> measured = new ArrayList<>();
            for (StructField field : columns.fields()) {
                measured.add(new MeasuredColumn(
                        ColumnKind.of(field.dataType()),
                        known.edges().getOrDefault(field.name(), List.of()).stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()));
            }
            List<KeyedStatistics.Key> keys = new ArrayList<>();
            known.keys().forEach((name, values) -> {
                int column = names.indexOf(name);
                if (column >= 0 && measured.get(column).kind().reading() == ColumnKind.Reading.STRING) {
                    keys.add(new KeyedStatistics.Key(column, values));
                }
            });
            return new Plan(actions, names, measured, keys);
        }

        @Override
        public ColumnStatisticsState empty() {
            double[] shifts = columns.stream()
                    .mapToDouble(column -> column.edges().length == 0 ? 0 : column.edges()[column.edges().length / 2])
                    .toArray();
            return new ColumnStatisticsState(
                    this,
                    columns.stream().map(ColumnStatistics::new).toArray(ColumnStatistics[]::new),
                    keys.stream().map(key -> new KeyedStatistics(key, shifts)).toArray(KeyedStatistics[]::new));
        }

        @Override
        public ColumnStatisticsState read(DataInputStream in) throws IOException {
            ColumnStatisticsState totals = empty();
            totals.rows = in.readLong();
            for (int i = 0; i < totals.columns.length; i++) {
                totals.columns[i] = ColumnStatistics.read(columns.get(i), in);
            }
            for (KeyedStatistics keyed : totals.keyed) {
                keyed.read(in);
            }
            return totals;
        }
    }

    private final Plan plan;
    private final ActionMasks actions;
    private final int[] verdict;
    private final ColumnStatistics[] columns;
    private final KeyedStatistics[] keyed;
    private long rows;

    private ColumnStatisticsState(Plan plan, ColumnStatistics[] columns, KeyedStatistics[] keyed) {
        this.plan = plan;
        this.actions = plan.actions();
        this.verdict = new int[actions.words()];
        this.columns = columns;
        this.keyed = keyed;
    }

    @Override
    public void add(InternalRow row, int[] at) {
        if (!row.isNullAt(at[0])) {
            RowProgram.read(row.getBinary(at[0]), verdict);
            if (!actions.publishes(verdict)) {
                return;
            }
        }
        rows++;
        for (int i = 0; i < columns.length; i++) {
            columns[i].add(row, at[1 + i]);
        }
        for (KeyedStatistics keys : keyed) {
            keys.add(columns);
        }
    }

    @Override
    public void merge(ScanState other) {
        ColumnStatisticsState that = (ColumnStatisticsState) other;
        rows += that.rows;
        for (int i = 0; i < columns.length; i++) {
            columns[i].merge(that.columns[i]);
        }
        for (int i = 0; i < keyed.length; i++) {
            keyed[i].merge(that.keyed[i]);
        }
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeLong(rows);
        for (ColumnStatistics column : columns) {
            column.write(out);
        }
        for (KeyedStatistics keys : keyed) {
            keys.write(out);
        }
    }

    public long rows() {
        return rows;
    }

    public ColumnStatistics column(int place) {
        return columns[place];
    }

    ColumnStatistics column(String name) {
        return columns[plan.names().indexOf(name)];
    }

    /** What was measured by key, by the name of the column that has the keys; none where its values are too many. */
    public Map<String, KeyedMeasures> keyed() {
        Map<String, KeyedMeasures> measures = new TreeMap<>();
        for (int i = 0; i < keyed.length; i++) {
            int column = plan.keys().get(i).column();
            if (!columns[column].texts().overflowed()) {
                measures.put(plan.names().get(column), keyed[i].measures(plan.names()));
            }
        }
        return measures;
    }

    /** What the values of each column look like, by its name. */
    public Map<String, Distribution> distributions() {
        Map<String, Distribution> distributions = new TreeMap<>();
        for (int i = 0; i < columns.length; i++) {
            distributions.put(plan.names().get(i), ColumnDistribution.of(columns[i], rows));
        }
        return distributions;
    }
}
