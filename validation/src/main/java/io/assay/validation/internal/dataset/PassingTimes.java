package io.assay.validation.internal.dataset;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.ServiceLevel;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.metric.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The times of the rows that pass, in each column with a service level about the batch; found by the scan itself. */
public final class PassingTimes {
    private static final String OLDEST = "oldest ";
    private static final String NEWEST = "newest ";
    private static final String LATER =
            "the newest row that passes has %s %s, later than the run's time %s: its service levels may hide late rows";

    private final DatasetContract dataset;
    private final List<String> columns;

    public PassingTimes(DatasetContract dataset) {
        this.dataset = dataset;
        this.columns = dataset.rules().stream()
                .map(rule -> rule.check())
                .filter(PassingTimes::areOf)
                .map(check -> ((Check.Age) check).column())
                .distinct()
                .toList();
    }

    /** Whether the check is of the rows of a batch and their times. */
    public static boolean areOf(Check check) {
        return check instanceof Check.Age age && age.level() != ServiceLevel.RETENTION;
    }

    /** To be observed; {@code published} tells which rows pass. */
    public List<Column> aggregates(Column published) {
        List<Column> aggregates = new ArrayList<>();
        for (String column : columns) {
            Column time = FieldPath.of(dataset, column).value().cast("timestamp");
            Column micros = when(published, unix_micros(time));
            aggregates.add(min(micros).as(OLDEST + column));
            aggregates.add(max(micros).as(NEWEST + column));
        }
        return aggregates;
    }

    /** What was observed, by column; nothing of a column without a time. */
    public Map<String, TimeRange> of(Row observed) {
        Map<String, TimeRange> times = new HashMap<>();
        for (String column : columns) {
            int oldest = observed.fieldIndex(OLDEST + column);
            int newest = observed.fieldIndex(NEWEST + column);
            if (!observed.isNullAt(oldest)) {
                times.put(column, new TimeRange(instant(observed, oldest), instant(observed, newest)));
            }
        }
        return times;
    }

    /** A warning for each column in which a passing row is later than the run's time: what is late may look timely. */
    public static List<String> warnings(Map<String, TimeRange> times, Instant now) {
        return new TreeMap<>(times)
                .entrySet().stream()
                        .filter(column -> column.getValue().newest().isAfter(now))
                        .map(column -> LATER.formatted(
                                column.getKey(), column.getValue().newest(), now))
                        .toList();
    }

    static Instant instant(Row row, int place) {
        return Instant.EPOCH.plus(row.getLong(place), ChronoUnit.MICROS);
    }
}
