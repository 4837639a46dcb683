import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;

/** Faults of batches at several strengths, by what the report calls them. */
final class NoveltyFaults {
    private NoveltyFaults() {}

    /** What it makes of a batch. */
    interface Fault {
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

    static Map<String, Fault> ofFlights(NoveltyTable table) {
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
            faults.put("wrong unit: distance x 1.609 in " + of, each(share, numbers(distance, v ->
                    (double) Math.round(v * 1.609))));
            faults.put("wrong unit: air_time x 1.609 in " + of, each(share, numbers(time, v ->
                    (double) Math.round(v * 1.609))));
            faults.put(
                    "encoding: tailnum in " + of,
                    each(
                            share,
                            (row, random) -> row[tail] = row[tail] == null
                                    ? null
                                    : UTF8String.fromString(row[tail].toString().replace('N', 'Ñ'))));
            faults.put(
                    "swapped: dep_time, arr_time in " + of,
                    each(share, swap(table.at("dep_time"), table.at("arr_time"))));
        }
        for (double by : new double[] {0.05, 0.1, 0.2}) {
            faults.put(
                    "shifted: arr_delay by %s sd, whole minutes".formatted(by),
                    each(1, numbers(delay, v -> v + Math.round(by * sd))));
        }
        faults.put("scaled: arr_delay x 1.1", each(1, numbers(delay, v -> (double) Math.round(v * 1.1))));
        faults.put("truncated by 10 %", (rows, random) -> rows.subList(0, rows.size() * 9 / 10));
        faults.put("truncated by 30 %", (rows, random) -> rows.subList(0, rows.size() * 7 / 10));
        faults.put(
                "duplicated: 20 % of the rows twice",
                (rows, random) -> Stream.concat(rows.stream(), rows.subList(0, rows.size() / 5).stream())
                        .toList());
        faults.put("one key lost: carrier UA, 30 % of its rows", lost(table.at("carrier"), "UA", 0.3));
        faults.put("one key lost: carrier US (6 %)", lost(table.at("carrier"), "US", 1));
        faults.put("one key lost: dest ATL (5 %)", lost(dest, "ATL", 1));
        faults.put("missing: distance in 1 %", each(0.01, (row, random) -> row[distance] = null));
        faults.put("swapped: dep_delay, arr_delay in 20 %", each(0.2, swap(table.at("dep_delay"), delay)));
        faults.put("swapped: origin, dest in 1 %", each(0.01, swap(table.at("origin"), dest)));
        return faults;
    }

    static Map<String, Fault> ofWeather(NoveltyTable table) {
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
}
