package io.assay.validation.internal.rule;

import io.assay.sql.catalyst.AnsiCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What Spark has to evaluate for rules: conditions in SQL and flags of joins, equal ones once. */
final class Outcomes {
    private final Dataset<Row> shape;
    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> conditions = new HashMap<>();

    /** @param shape no rows, of the columns that conditions are resolved against */
    Outcomes(Dataset<Row> shape) {
        this.shape = shape;
    }

    /** The place of a condition's outcome; each is analysed by itself. */
    int condition(String sql) {
        Integer known = conditions.get(sql);
        if (known == null) {
            known = add(AnsiCondition.of(shape, sql).outcome());
            conditions.put(sql, known);
        }
        return known;
    }

    /** The place of a flag. */
    int flag(Column flag) {
        int known = columns.indexOf(flag);
        return known < 0 ? add(flag) : known;
    }

    private int add(Column column) {
        columns.add(column);
        return columns.size() - 1;
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }
}
