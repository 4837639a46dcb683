package io.assay.jobs.suggest;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** A CSV of random columns: every kind of text that a suggestion looks for, clean or with something odd among it. */
final class RandomTable {
    private static final List<String> NAMES = List.of(
            "id",
            "customer_id",
            "price",
            "hour",
            "lat",
            "percent",
            "created_at",
            "day",
            "code",
            "email",
            "note",
            "Größe",
            "a b",
            "x.y",
            "status",
            "count",
            "delay_ms",
            "key",
            "flag",
            "zip");

    private RandomTable() {}

    static String[] of(int seed) {
        Random random = new Random(seed);
        int rows = List.of(1, 30, 300, 1500, 3000).get(seed % 5);
        int columns = 4 + random.nextInt(10);
        List<Supplier<String>> kinds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            names.add(quoted(names.contains(quoted(name)) ? name + i : name));
            kinds.add(odd(kind(random), random));
        }
        List<String> lines = new ArrayList<>(List.of(String.join(",", names)));
        for (int row = 0; row < rows; row++) {
            List<String> fields = new ArrayList<>();
            kinds.forEach(kind -> fields.add(quoted(kind.get())));
            lines.add(String.join(",", fields));
        }
        return lines.toArray(String[]::new);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.:@+/-]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static Supplier<String> kind(Random random) {
        int[] next = {random.nextInt(1000)};
        int few = 1 + random.nextInt(20);
        DateTimeFormatter format = DateTimeFormatter.ofPattern(
                List.of("yyyy-MM-dd", "dd.MM.yyyy", "MM/dd/yyyy", "yyyyMMdd", "yyyy-MM-dd HH:mm", "d MMMM yyyy")
                        .get(random.nextInt(6)),
                Locale.ENGLISH);
        return switch (random.nextInt(14)) {
            case 0 -> () -> Integer.toString(next[0]++);
            case 1 -> () -> Integer.toString(random.nextInt(2000) - 500);
            case 2 -> () -> Double.toString(random.nextGaussian() * 100);
            case 3 -> () -> "%d.%02d".formatted(random.nextInt(100), random.nextInt(100));
            case 4 -> () -> "V" + random.nextInt(few);
            case 5 -> () -> "%05d".formatted(random.nextInt(99_999));
            case 6 -> () -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 7 -> () -> "u%d@mail.example".formatted(random.nextInt(5000));
            case 8 ->
                () -> LocalDate.of(2020, 1, 1)
                        .plusDays(random.nextInt(2000))
                        .atTime(random.nextInt(24), random.nextInt(60))
                        .format(format);
            case 9 -> () -> random.nextBoolean() ? "true" : "false";
            case 10 -> () -> "AB-%03d".formatted(random.nextInt(400));
            case 11 -> () -> "10.0.%d.%d".formatted(random.nextInt(256), random.nextInt(256));
            case 12 -> () -> "text %d, \"so\"".formatted(random.nextInt(100_000));
            default -> () -> random.nextInt(5) == 0 ? "1.0" : "+" + random.nextInt(3);
        };
    }

    /** The same, with something now and then that is not like the rest. */
    private static Supplier<String> odd(Supplier<String> kind, Random random) {
        double share = random.nextBoolean() ? 0 : random.nextDouble() * 0.05;
        String odd = List.of(
                        "",
                        "NA",
                        "N/A",
                        "null",
                        "-",
                        " ",
                        "n/a",
                        "99999999999999999999999",
                        "1e400",
                        "NaN",
                        "'",
                        "0x1F")
                .get(random.nextInt(12));
        return () -> {
            String usual = kind.get();
            return random.nextDouble() < share ? odd : usual;
        };
    }
}
