import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazon.deequ.anomalydetection.AnomalyDetectionStrategy;
import com.amazon.deequ.anomalydetection.BatchNormalStrategy;
import com.amazon.deequ.anomalydetection.OnlineNormalStrategy;
import com.amazon.deequ.anomalydetection.RelativeRateOfChangeStrategy;
import io.assay.validation.internal.deequ.DeequMetrics;
import io.assay.validation.internal.scan.ActionMasks;
import io.assay.validation.internal.scan.ColumnStatisticsState;
import io.assay.validation.internal.scan.PlanExtension;
import io.assay.validation.metric.Histogram;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.Metric;
import io.assay.validation.novelty.AlarmRate;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.NoveltyCheck;
import io.assay.validation.novelty.NoveltyResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * How often novelty is right: false alarms on usual batches, and faults found, on the flights and the weather of the
 * example. Batches are measured by the gate's own states and judged by the gate's own class; there is no Spark session.
 * Beside it: fixed thresholds, and Deequ's strategies with the factor that gives them the same false alarm rate. Run by
 * {@code benchmarks/run novelty}; all random choices have fixed seeds.
 */
final class NoveltyBenchmark {
    private static final AlarmRate RATE = AlarmRate.DEFAULT;
    private static final int HISTORY = 60;
    private static final double SPREAD = 0.05;
    private static final ActionMasks ALL = new ActionMasks(new int[1], new int[1], new int[1], new int[1]);
    private static final long DAY = 86_400_000_000L;

    /** A table in memory, in Spark's internal types. */
    private record Table(StructType schema, List<Object[]> rows) {
        static Table read(Path path, List<String> texts) throws IOException {
            List<Object[]> rows = new ArrayList<>();
            StructType schema = new StructType();
            List<Path> files;
            try (Stream<Path> found = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
                files = found.sorted().toList();
            }
            for (Path file : files) {
                try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
                    String[] names = in.readLine().split(",");
                    if (schema.isEmpty()) {
                        for (String name : names) {
                            schema = schema.add(name, type(name, texts));
                        }
                    }
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        rows.add(row(line.split(",", -1), schema));
                    }
                }
            }
            return new Table(schema, rows);
        }

        private static DataType type(String name, List<String> texts) {
            return name.equals("time_hour")
                    ? DataTypes.TimestampType
                    : texts.contains(name) ? DataTypes.StringType : DataTypes.DoubleType;
        }

        private static Object[] row(String[] cells, StructType schema) {
            Object[] row = new Object[cells.length];
            for (int i = 0; i < cells.length; i++) {
                DataType type = schema.apply(i).dataType();
                if (!cells[i].equals("NA") && !cells[i].isEmpty()) {
                    row[i] = type.equals(DataTypes.StringType)
                            ? UTF8String.fromString(cells[i])
                            : type.equals(DataTypes.TimestampType)
                                    ? (Object) (Instant.parse(cells[i]).toEpochMilli() * 1000)
                                    : Double.valueOf(cells[i]);
                }
            }
            return row;
        }

        int at(String column) {
            return schema.fieldIndex(column);
        }

        List<Object[]> sample(int count, Random random) {
            List<Object[]> sample = new ArrayList<>(count);
            for (int i : random.ints(0, rows.size()).distinct().limit(count).toArray()) {
                sample.add(rows.get(i));
            }
            return sample;
        }

        ColumnStatisticsState measure(List<Object[]> batch, MeasurePlan plan) {
            int[] at = new int[schema.size() + 1]; // the verdict comes first; null: the row breaks no rule
            for (int i = 0; i < at.length; i++) {
                at[i] = i;
            }
            ColumnStatisticsState state =
                    ColumnStatisticsState.Plan.of(ALL, schema, plan, List.of()).empty();
            for (Object[] row : batch) {
                Object[] values = new Object[row.length + 1];
                System.arraycopy(row, 0, values, 1, row.length);
                state.add(new GenericInternalRow(values), at);
            }
            return state;
        }
    }

    /** One measured batch; {@code metrics} are Deequ's, by column and name. */
    private record Measured(BatchSummary summary, Map<String, Double> metrics) {
        static Measured of(Table table, List<Object[]> rows, MeasurePlan plan, int day) {
            return of(table, table.measure(rows, plan), Instant.EPOCH.plusSeconds(86_400L * day));
        }

        static Measured of(Table table, ColumnStatisticsState state, Instant time) {
            Map<String, Double> distinct = new HashMap<>();
            Map<String, Double> metrics = new TreeMap<>();
            metrics.put("size", (double) state.rows());
            for (Metric metric : DeequMetrics.of(table.schema(), state)) {
                metric.value().ifPresent(value -> metrics.put(metric.column() + " " + metric.name(), value));
                if (metric.name().equals("approx_distinct")) {
                    distinct.put(metric.column(), metric.value().orElse(0));
                }
            }
            return new Measured(
                    new BatchSummary("", time, state.rows(), state.distributions(), distinct, state.keyed()), metrics);
        }
    }

    /** Batches of one size, drawn at random, to compare others with. */
    private record History(Table table, MeasurePlan plan, List<Measured> batches) {
        /** {@code spread}: batches have so much more or fewer rows, at most. */
        static History of(Table table, int rows, double spread, Random random) {
            MeasurePlan plan =
                    PlanExtension.of(MeasurePlan.none(), table.measure(table.sample(rows, random), MeasurePlan.none()));
            List<Measured> batches = new ArrayList<>();
            for (int i = 0; i < HISTORY; i++) {
                batches.add(Measured.of(table, table.sample(size(rows, spread, random), random), plan, i));
            }
            return new History(table, plan, batches);
        }

        static int size(int rows, double spread, Random random) {
            return (int) Math.round(rows * (1 + spread * (2 * random.nextDouble() - 1)));
        }

        Measured measured(List<Object[]> rows) {
            return Measured.of(table, rows, plan, HISTORY);
        }

        boolean novel(Measured batch) {
            return NoveltyCheck.of(batches.stream().map(Measured::summary).toList(), batch.summary(), RATE)
                            .status()
                    == NoveltyResult.Status.UNUSUAL;
        }

        /** Whether the population stability index of any column's histogram or values is above a threshold. */
        boolean psi(Measured batch, double threshold) {
            BatchSummary first = batches.get(0).summary();
            return batch.summary().columns().entrySet().stream().anyMatch(column -> {
                Optional<Histogram> pooled = batches.stream()
                        .flatMap(b -> b.summary().columns().get(column.getKey()).histogram().stream())
                        .reduce(Histogram::merge);
                return pooled.isPresent()
                        && first.columns().containsKey(column.getKey())
                        && column.getValue()
                                .histogram()
                                .filter(own -> index(pooled.get(), own) > threshold)
                                .isPresent();
            });
        }

        private static double index(Histogram usual, Histogram own) {
            double index = 0;
            for (int i = 0; i < own.bins(); i++) {
                double p = Math.max(1e-4, (double) usual.count(i) / usual.total());
                double q = Math.max(1e-4, (double) own.count(i) / own.total());
                index += (q - p) * Math.log(q / p);
            }
            return index;
        }

        /** Whether a strategy of Deequ's finds any metric of the batch anomalous. */
        boolean anomalous(Measured batch, AnomalyDetectionStrategy strategy) {
            return batch.metrics().entrySet().stream().anyMatch(metric -> {
                List<Object> series = new ArrayList<>();
                batches.forEach(b -> series.add(b.metrics().getOrDefault(metric.getKey(), 0.0)));
                series.add(metric.getValue());
                return !strategy.detect(
                                JavaConverters.asScalaBuffer(series).toVector(),
                                new Tuple2<>(HISTORY, HISTORY + 1))
                        .isEmpty();
            });
        }
    }

    private interface Fault {
        List<Object[]> in(List<Object[]> rows, Random random);
    }

    private interface Change {
        void of(Object[] row, Random random);
    }

    private static Fault each(double share, Change change) {
        return (rows, random) -> {
            List<Object[]> changed = new ArrayList<>();
            for (Object[] row : rows) {
                Object[] copy = row.clone();
                if (random.nextDouble() < share) {
                    change.of(copy, random);
                }
                changed.add(copy);
            }
            return changed;
        };
    }

    private static Change numbers(int column, DoubleFunction<Double> change) {
        return (row, random) -> {
            if (row[column] instanceof Double value) {
                row[column] = change.apply(value);
            }
        };
    }

    private static Change swap(int a, int b) {
        return (row, random) -> {
            Object first = row[a];
            row[a] = row[b];
            row[b] = first;
        };
    }

    private static UTF8String typo(Object text, Random random) {
        char[] letters = String.valueOf(text).toCharArray();
        letters[random.nextInt(letters.length)] = (char) ('A' + random.nextInt(26));
        return UTF8String.fromString(new String(letters));
    }

    private static Fault lost(int column, String key, double share) {
        return (rows, random) -> rows.stream()
                .filter(row -> !key.equals(String.valueOf(row[column])) || random.nextDouble() >= share)
                .toList();
    }

    private static Map<String, Fault> faultsOfFlights(Table table) {
        int delay = table.at("arr_delay");
        int distance = table.at("distance");
        int time = table.at("air_time");
        int dest = table.at("dest");
        int tail = table.at("tailnum");
        double sd = 44.63;
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (double share : new double[] {0.01, 0.05, 0.2}) {
            String of = String.format(Locale.ROOT, "%.0f %%", share * 100);
            faults.put("missing: arr_delay in " + of, each(share, (row, random) -> row[delay] = null));
            faults.put("implicit missing: arr_delay is 999 in " + of, each(share, numbers(delay, v -> 999.0)));
            faults.put("zeros: air_time in " + of, each(share, numbers(time, v -> 0.0)));
            faults.put("typo: dest in " + of, each(share, (row, random) -> row[dest] = typo(row[dest], random)));
            faults.put("wrong unit: distance x 1.609 in " + of, each(share, numbers(distance, v -> (double) Math.round(v * 1.609))));
            faults.put("wrong unit: air_time x 1.609 in " + of, each(share, numbers(time, v -> (double) Math.round(v * 1.609))));
            faults.put("encoding: tailnum in " + of, each(share, (row, random) -> row[tail] =
                    row[tail] == null ? null : UTF8String.fromString(row[tail].toString().replace('N', 'Ñ'))));
            faults.put("swapped: dep_time, arr_time in " + of, each(share, swap(table.at("dep_time"), table.at("arr_time"))));
        }
        for (double by : new double[] {0.05, 0.1, 0.2}) {
            faults.put(
                    "shifted: arr_delay by %s sd, whole minutes".formatted(by),
                    each(1, numbers(delay, v -> v + Math.round(by * sd))));
        }
        faults.put("scaled: arr_delay x 1.1", each(1, numbers(delay, v -> (double) Math.round(v * 1.1))));
        faults.put("truncated by 10 %", (rows, random) -> rows.subList(0, rows.size() * 9 / 10));
        faults.put("truncated by 30 %", (rows, random) -> rows.subList(0, rows.size() * 7 / 10));
        faults.put("duplicated: 20 % of the rows twice", (rows, random) ->
                Stream.concat(rows.stream(), rows.subList(0, rows.size() / 5).stream()).toList());
        faults.put("one key lost: carrier UA, 30 % of its rows", lost(table.at("carrier"), "UA", 0.3));
        faults.put("one key lost: carrier US (6 %)", lost(table.at("carrier"), "US", 1));
        faults.put("one key lost: dest ATL (5 %)", lost(dest, "ATL", 1));
        faults.put("missing: distance in 1 %", each(0.01, (row, random) -> row[distance] = null));
        faults.put("swapped: dep_delay, arr_delay in 20 %", each(0.2, swap(table.at("dep_delay"), delay)));
        faults.put("swapped: origin, dest in 1 %", each(0.01, swap(table.at("origin"), dest)));
        return faults;
    }

    private static Map<String, Fault> faultsOfWeather(Table table) {
        int temp = table.at("temp");
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("missing: temp in 5 %", each(0.05, (row, random) -> row[temp] = null));
        faults.put("zeros: pressure in 5 %", each(0.05, numbers(table.at("pressure"), v -> 0.0)));
        faults.put("wrong unit: temp in Celsius in 5 %", each(0.05, numbers(temp, v -> (v - 32) / 1.8)));
        faults.put("shifted: humid by 0.1 sd", each(1, numbers(table.at("humid"), v -> v + 1.94)));
        faults.put("swapped: temp, dewp", each(1, swap(temp, table.at("dewp"))));
        faults.put("one key lost: origin LGA, 30 % of its rows", lost(table.at("origin"), "LGA", 0.3));
        return faults;
    }

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        double effort = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        Table flights = Table.read(data.resolve("flights"), List.of("carrier", "tailnum", "origin", "dest"));
        Table weather = Table.read(data.resolve("weather.csv.gz"), List.of("origin"));
        for (int rows : new int[] {50, 200, 1000, 5000}) {
            usual("flights", flights, rows, (int) Math.ceil((rows == 5000 ? 4 : 12) * effort));
        }
        usual("weather", weather, 200, (int) Math.ceil(12 * effort));
        found("flights", flights, faultsOfFlights(flights), (int) Math.ceil(4 * effort));
        found("weather", weather, faultsOfWeather(weather), (int) Math.ceil(4 * effort));
        days("flights", flights);
        days("weather", weather);
    }

    private static String share(int part, int all) {
        return String.format(Locale.ROOT, "%.3f", (double) part / all);
    }

    private static void usual(String name, Table table, int rows, int histories) {
        int alarms = 0;
        int all = 0;
        for (int h = 0; h < histories; h++) {
            Random random = new Random(1_000L * rows + h);
            History history = History.of(table, rows, 0, random);
            for (int i = 0; i < 30; i++, all++) {
                alarms += history.novel(history.measured(table.sample(rows, random))) ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "usual batches of %d rows of %s called unusual: %s (%d of %d; nominal %.3f)%n",
                rows,
                name,
                share(alarms, all),
                alarms,
                all,
                RATE.share());
    }

    /** Batches of 1,000 rows. */
    private static void found(String name, Table table, Map<String, Fault> faults, int histories) {
        int rows = 1000;
        int tests = 10;
        Map<String, DoubleFunction<AnomalyDetectionStrategy>> strategies = new LinkedHashMap<>();
        strategies.put("OnlineNormal", f -> new OnlineNormalStrategy(Option.apply(f), Option.apply(f), 0.1, true));
        strategies.put("BatchNormal", f -> new BatchNormalStrategy(Option.apply(f), Option.apply(f), false));
        strategies.put("RelativeRateOfChange", f ->
                new RelativeRateOfChangeStrategy(Option.apply(1 / (1 + f / 10)), Option.apply(1 + f / 10), 1));
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (int h = 0; h < histories; h++) {
            Random random = new Random(77L + h);
            History history = History.of(table, rows, SPREAD, random);
            List<Measured> clean = Stream.generate(
                            () -> history.measured(table.sample(History.size(rows, SPREAD, random), random)))
                    .limit(60)
                    .toList();
            List<AnomalyDetectionStrategy> tuned = strategies.values().stream()
                    .map(strategy -> strategy.apply(factor(history, clean, strategy)))
                    .toList();
            for (int i = 0; i < tests; i++) {
                List<Object[]> batch = table.sample(History.size(rows, SPREAD, random), random);
                count(counts, "no fault", history, history.measured(batch), tuned);
                faults.forEach((fault, change) ->
                        count(counts, fault, history, history.measured(change.in(batch, random)), tuned));
            }
        }
        System.out.printf(
                "%nfound of %d batches of about %d rows of %s: novelty | PSI > 0.1 | PSI > 0.25 | Deequ %s%n",
                histories * tests, rows, name, String.join(" | ", strategies.keySet()));
        counts.forEach((fault, found) -> System.out.println(fault + ": "
                + String.join(
                        " | ",
                        Arrays.stream(found)
                                .mapToObj(part -> share(part, histories * tests).substring(0, 4))
                                .toList())));
        System.out.println();
    }

    /** The smallest factor with which a strategy keeps the false alarm rate on usual batches. */
    private static double factor(
            History history, List<Measured> clean, DoubleFunction<AnomalyDetectionStrategy> strategy) {
        for (double factor = 1; ; factor *= 1.1) {
            AnomalyDetectionStrategy tried = strategy.apply(factor);
            long alarms = clean.stream()
                    .filter(batch -> history.anomalous(batch, tried))
                    .count();
            if (alarms <= RATE.share() * clean.size() || factor > 1e6) {
                return factor;
            }
        }
    }

    private static void count(
            Map<String, int[]> counts,
            String fault,
            History history,
            Measured batch,
            List<AnomalyDetectionStrategy> strategies) {
        int[] found = counts.computeIfAbsent(fault, f -> new int[3 + strategies.size()]);
        found[0] += history.novel(batch) ? 1 : 0;
        found[1] += history.psi(batch, 0.1) ? 1 : 0;
        found[2] += history.psi(batch, 0.25) ? 1 : 0;
        for (int i = 0; i < strategies.size(); i++) {
            found[3 + i] += history.anomalous(batch, strategies.get(i)) ? 1 : 0;
        }
    }

    /** The year day by day, each day compared with up to 90 before it: a real series has events and seasons. */
    private static void days(String name, Table table) {
        TreeMap<Long, List<Object[]>> days = new TreeMap<>();
        int time = table.at("time_hour");
        for (Object[] row : table.rows()) {
            days.computeIfAbsent(Math.floorDiv((Long) row[time] - DAY * 5 / 24, DAY), day -> new ArrayList<>())
                    .add(row);
        }
        List<BatchSummary> before = new ArrayList<>();
        List<String> unusual = new ArrayList<>();
        MeasurePlan plan = MeasurePlan.none();
        int judged = 0;
        for (Map.Entry<Long, List<Object[]>> day : days.entrySet()) {
            ColumnStatisticsState state = table.measure(day.getValue(), plan);
            Instant noon = Instant.ofEpochSecond(day.getKey() * 86_400 + 43_200);
            BatchSummary batch = Measured.of(table, state, noon).summary();
            plan = PlanExtension.of(plan, state);
            NoveltyResult result =
                    NoveltyCheck.of(before.subList(Math.max(0, before.size() - 90), before.size()), batch, RATE);
            judged += result.status() == NoveltyResult.Status.LEARNING ? 0 : 1;
            if (result.status() == NoveltyResult.Status.UNUSUAL) {
                unusual.add(noon.toString().substring(0, 10) + " " + result.deviations().get(0).text());
            }
            before.add(batch);
        }
        System.out.printf("days of %s called unusual: %d of %d%n", name, unusual.size(), judged);
        unusual.forEach(line -> System.out.println("  " + line));
    }
}
