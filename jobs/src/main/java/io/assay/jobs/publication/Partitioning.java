package io.assay.jobs.publication;

import io.assay.definition.contract.PartitionTransform;
import io.assay.jobs.failure.DataException;
import java.util.ArrayList;
import java.util.List;
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
    private static final Pattern SIZED = Pattern.compile("(\\w+)\\[(\\d+)]");

    private Partitioning() {}

    static PartitionSpec spec(String table, Schema schema, List<String> transforms) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (String transform : transforms) {
            try {
                add(spec, parsed(transform));
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

    private static PartitionTransform parsed(String text) {
        return PartitionTransform.parse(text).orElseThrow(() -> new IllegalArgumentException("no such transform"));
    }

    private static Term term(String text) {
        PartitionTransform transform = parsed(text);
        String column = transform.column();
        return switch (transform.kind()) {
            case IDENTITY -> Expressions.ref(column);
            case YEAR -> Expressions.year(column);
            case MONTH -> Expressions.month(column);
            case DAY -> Expressions.day(column);
            case HOUR -> Expressions.hour(column);
            case BUCKET -> Expressions.bucket(column, transform.size());
            case TRUNCATE -> Expressions.truncate(column, transform.size());
        };
    }

    private static void add(PartitionSpec.Builder spec, PartitionTransform transform) {
        String column = transform.column();
        switch (transform.kind()) {
            case IDENTITY -> spec.identity(column);
            case YEAR -> spec.year(column);
            case MONTH -> spec.month(column);
            case DAY -> spec.day(column);
            case HOUR -> spec.hour(column);
            case BUCKET -> spec.bucket(column, transform.size());
            case TRUNCATE -> spec.truncate(column, transform.size());
        }
    }
}
