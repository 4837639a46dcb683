package io.assay.jobs.publication;

import io.assay.jobs.failure.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Term;

/** Partition transforms as a contract writes them: {@code days(time_hour)}, {@code bucket(16, id)}, {@code carrier}. */
final class Partitioning {
    private static final Pattern TRANSFORM = Pattern.compile("\\s*(\\w+)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern SIZED = Pattern.compile("(\\w+)\\[(\\d+)]");

    private Partitioning() {}

    static PartitionSpec spec(String table, Schema schema, List<String> transforms) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (String transform : transforms) {
            try {
                add(spec, transform);
                spec.build(); // and it fits the column's type
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

    /** The transforms of a table, as a contract writes them. */
    static List<String> of(Table table) {
        List<String> transforms = new ArrayList<>();
        for (PartitionField field : table.spec().fields()) {
            if (!field.transform().isVoid()) {
                transforms.add(text(table, field));
            }
        }
        return transforms;
    }

    /** A transform of a table, as a contract writes it. */
    static String text(Table table, PartitionField field) {
        return text(field, table.schema().findColumnName(field.sourceId()));
    }

    private static String text(PartitionField field, String column) {
        String transform = field.transform().toString();
        Matcher sized = SIZED.matcher(transform);
        if (sized.matches()) {
            return "%s(%s, %s)".formatted(sized.group(1), sized.group(2), column);
        }
        return transform.equals("identity") ? column : "%ss(%s)".formatted(transform, column);
    }

    /** Makes the update give a table these transforms in place of those it has. */
    static void change(UpdatePartitionSpec update, Table table, List<String> transforms) {
        for (PartitionField field : table.spec().fields()) {
            if (!field.transform().isVoid()) {
                String text = text(table, field);
                if (!transforms.contains(text)) {
                    update.removeField(field.name());
                }
            }
        }
        List<String> there = of(table);
        transforms.stream().filter(text -> !there.contains(text)).forEach(text -> update.addField(term(text)));
        update.commit();
    }

    private static Term term(String transform) {
        Matcher call = TRANSFORM.matcher(transform);
        if (!call.matches()) {
            return Expressions.ref(transform.strip());
        }
        String[] arguments = call.group(2).strip().split("\\s*,\\s*", -1);
        String column = arguments[arguments.length - 1];
        return switch (call.group(1).toLowerCase(Locale.ROOT)) {
            case "year", "years" -> Expressions.year(column);
            case "month", "months" -> Expressions.month(column);
            case "day", "days" -> Expressions.day(column);
            case "hour", "hours" -> Expressions.hour(column);
            case "bucket" -> Expressions.bucket(column, Integer.parseInt(arguments[0]));
            case "truncate" -> Expressions.truncate(column, Integer.parseInt(arguments[0]));
            default -> Expressions.ref(column);
        };
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
