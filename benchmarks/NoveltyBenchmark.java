import com.amazon.deequ.anomalydetection.AnomalyDetectionStrategy;
import com.amazon.deequ.anomalydetection.BatchNormalStrategy;
import com.amazon.deequ.anomalydetection.OnlineNormalStrategy;
import com.amazon.deequ.anomalydetection.RelativeRateOfChangeStrategy;
import io.assay.validation.internal.scan.ColumnStatisticsState;
import io.assay.validation.internal.scan.PlanExtension;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.novelty.AlarmRate;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.NoveltyCheck;
import io.assay.validation.novelty.NoveltyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import scala.Option;

/**
 * How often novelty is right: false alarms on usual batches, and faults found, on the flights and the weather of the
 * example. Batches are measured by the gate's own states and judged by the gate's own class; there is no Spark session.
 * Beside it: fixed thresholds, and Deequ's strategies with the factor that gives them the same false alarm rate. Run by
 * {@code benchmarks/run novelty}; all random choices have fixed seeds.
 */
final class NoveltyBenchmark {
    static final AlarmRate RATE = AlarmRate.DEFAULT;
    private static final double SPREAD = 0.05;
    private static final long DAY = 86_400_000_000L;

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        double effort = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        NoveltyTable flights =
                NoveltyTable.read(data.resolve("flights"), List.of("carrier", "tailnum", "origin", "dest"));
        NoveltyTable weather = NoveltyTable.read(data.resolve("weather.csv.gz"), List.of("origin"));
        for (int rows : new int[] {50, 200, 1000, 5000}) {
            usual("flights", flights, rows, (int) Math.ceil((rows == 5000 ? 4 : 12) * effort));
        }
        usual("weather", weather, 200, (int) Math.ceil(12 * effort));
        found("flights", flights, NoveltyFaults.ofFlights(flights), (int) Math.ceil(4 * effort));
        found("weather", weather, NoveltyFaults.ofWeather(weather), (int) Math.ceil(4 * effort));
        days("flights", flights);
        days("weather", weather);
    }

    private static String share(int part, int all) {
        return String.format(Locale.ROOT, "%.3f", (double) part / all);
    }

    private static void usual(String name, NoveltyTable table, int rows, int histories) {
        int alarms = 0;
        int all = 0;
        for (int h = 0; h < histories; h++) {
            Random random = new Random(1_000L * rows + h);
            SampledHistory history = SampledHistory.of(table, rows, 0, random);
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
    private static void found(String name, NoveltyTable table, Map<String, NoveltyFaults.Fault> faults, int histories) {
        int rows = 1000;
        int tests = 10;
        Map<String, DoubleFunction<AnomalyDetectionStrategy>> strategies = new LinkedHashMap<>();
        strategies.put("OnlineNormal", f -> new OnlineNormalStrategy(Option.apply(f), Option.apply(f), 0.1, true));
        strategies.put("BatchNormal", f -> new BatchNormalStrategy(Option.apply(f), Option.apply(f), false));
        strategies.put(
                "RelativeRateOfChange",
                f -> new RelativeRateOfChangeStrategy(Option.apply(1 / (1 + f / 10)), Option.apply(1 + f / 10), 1));
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (int h = 0; h < histories; h++) {
            Random random = new Random(77L + h);
            SampledHistory history = SampledHistory.of(table, rows, SPREAD, random);
            List<MeasuredBatch> clean = Stream.generate(
                            () -> history.measured(table.sample(SampledHistory.size(rows, SPREAD, random), random)))
                    .limit(60)
                    .toList();
            List<AnomalyDetectionStrategy> tuned = strategies.values().stream()
                    .map(strategy -> strategy.apply(factor(history, clean, strategy)))
                    .toList();
            for (int i = 0; i < tests; i++) {
                List<Object[]> batch = table.sample(SampledHistory.size(rows, SPREAD, random), random);
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
            SampledHistory history, List<MeasuredBatch> clean, DoubleFunction<AnomalyDetectionStrategy> strategy) {
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
            SampledHistory history,
            MeasuredBatch batch,
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
    private static void days(String name, NoveltyTable table) {
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
            BatchSummary batch = MeasuredBatch.of(table, state, noon).summary();
            plan = PlanExtension.of(plan, state);
            NoveltyResult result =
                    NoveltyCheck.of(before.subList(Math.max(0, before.size() - 90), before.size()), batch, RATE);
            judged += result.status() == NoveltyResult.Status.LEARNING ? 0 : 1;
            if (result.status() == NoveltyResult.Status.UNUSUAL) {
                unusual.add(noon.toString().substring(0, 10) + " "
                        + result.deviations().get(0).text());
            }
            before.add(batch);
        }
        System.out.printf("days of %s called unusual: %d of %d%n", name, unusual.size(), judged);
        unusual.forEach(line -> System.out.println("  " + line));
    }
}
