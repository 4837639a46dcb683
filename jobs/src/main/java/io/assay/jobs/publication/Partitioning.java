package io.assay.jobs.publication;

import io.assay.jobs.failure.DataException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;

/** Partition transforms as a contract writes them: {@code days(time_hour)}, {@code bucket(16, id)}, {@code carrier}. */
final class Partitioning {
    private static final Pattern TRANSFORM = Pattern.compile("\\s*(\\w+)\\s*\\(([^)]*)\\)\\s*");

    private Partitioning() {}

    static PartitionSpec spec(String table, Schema schema, List<String> transforms) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (String transform : transforms) {
            try {
                add(spec, transform);
            } catch (RuntimeException e) {
                throw new DataException(
                        table,
                        "cannot be partitioned by '%s': %s".formatted(transform, e.getMessage()),
                        "name a column, or years, months, days or hours(column), bucket(n, column), truncate(n, column)",
                        e);
            }
        }
        return spec.build();
    }

    private static void add(PartitionSpec.Builder spec, String transform) {
        Matcher call = TRANSFORM.matcher(transform);
        if (!call.matches()) {
            spec.identity(transform.strip());
            return;
        }
        String[] arguments = call.group(2).strip().split("\\s*,\\s*", -1);
        String column = arguments[arguments.length - 1];
        switch (call.group(1).toLowerCase(Locale.ROOT)) {
            case "identity" -> spec.identity(column);
            case "year", "years" -> spec.year(column);
            case "month", "months" -> spec.month(column);
            case "day", "days" -> spec.day(column);
            case "hour", "hours" -> spec.hour(column);
            case "bucket" -> spec.bucket(column, Integer.parseInt(arguments[0]));
            case "truncate" -> spec.truncate(column, Integer.parseInt(arguments[0]));
            default -> throw new IllegalArgumentException("no such transform");
        }
    }
}
