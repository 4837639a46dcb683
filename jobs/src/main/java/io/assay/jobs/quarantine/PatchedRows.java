package io.assay.jobs.quarantine;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.jobs.failure.UsageException;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.catalyst.AnsiCondition;
import io.assay.sql.catalyst.CheckedSql;
import io.assay.sql.catalyst.UnresolvedSql;
import io.assay.validation.Gate;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Chooses quarantined rows and changes their values.
 *
 * <p>In and out: rows of the quarantine table. Expressions see the contract's columns, each null where the row's text
 * is not of its type, and {@code _row} (the row as JSON), {@code _rules} (the rules it breaks) and {@code _run}. No
 * action.
 */
final class PatchedRows {
    private static final String KEPT = "__kept";
    private static final String TEXTS = "__texts";

    private final DatasetContract dataset;
    private final Patch patch;

    PatchedRows(DatasetContract dataset, Patch patch) {
        this.dataset = dataset;
        this.patch = patch;
        for (String column : patch.values().keySet()) {
            if (dataset.column(column).isEmpty()) {
                throw new UsageException(
                        "--set",
                        "dataset %s has no column '%s'".formatted(dataset.name(), column),
                        "use one of "
                                + String.join(
                                        ", ",
                                        dataset.columns().stream()
                                                .map(ContractColumn::name)
                                                .toList()));
            }
        }
    }

    Dataset<Row> of(Dataset<Row> quarantined) {
        if (patch.isEmpty()) {
            return quarantined;
        }
        Dataset<Row> readable = readable(quarantined);
        Dataset<Row> chosen = patch.where()
                .map(where -> refusing(
                        "--where",
                        () -> readable.where(AnsiCondition.of(readable, where).holds())))
                .orElse(readable);
        if (patch.values().isEmpty()) {
            return chosen.select(KEPT + ".*");
        }
        Dataset<Row> changed = refusing("--set", () -> CheckedSql.ansiQuery(query(), chosen, List.of("quarantined")));
        RowJson json = new RowJson(dataset);
        List<Column> names = new ArrayList<>();
        List<Column> values = new ArrayList<>();
        int number = 0;
        for (String column : patch.values().keySet()) {
            names.add(lit(column));
            values.add(to_json(struct(col("__v" + number++).as(RowJson.VALUE))));
        }
        Column row = udf(json.patching(), DataTypes.StringType)
                .apply(
                        col(KEPT).getField(QuarantineColumns.ROW),
                        array(names.toArray(Column[]::new)),
                        array(values.toArray(Column[]::new)));
        return changed.select(col(KEPT + ".*"), row.as("__patched"))
                .withColumn(QuarantineColumns.ROW, col("__patched"))
                .withColumn(QuarantineColumns.REASONS, filter(col(QuarantineColumns.REASONS), this::remains))
                .drop("__patched");
    }

    /** What was wrong with the text of a column says nothing about its new value. */
    private Column remains(Column reason) {
        Column rule = reason.getField("rule");
        return not(rule.endsWith(".type")
                .and(substring_index(rule, ".", 1)
                        .isInCollection(List.copyOf(patch.values().keySet()))));
    }

    private String query() {
        StringBuilder query = new StringBuilder("SELECT ").append(KEPT);
        int number = 0;
        for (String expression : patch.values().values()) {
            CheckedSql.expression(expression); // one, and nothing that follows it
            query.append(", (").append(expression).append(") AS __v").append(number++);
        }
        return query.append(" FROM quarantined").toString();
    }

    private Dataset<Row> readable(Dataset<Row> quarantined) {
        Dataset<Row> texts = quarantined.select(
                struct(col("*")).as(KEPT),
                udf(new RowJson(dataset).reading(), DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
                        .apply(col(QuarantineColumns.ROW))
                        .as(TEXTS));
        StructType schema = Gate.of(dataset).schema();
        List<Column> columns = new ArrayList<>(List.of(col(KEPT)));
        for (StructField field : schema.fields()) {
            String text = "%s['%s']"
                    .formatted(TEXTS, field.name().replace("\\", "\\\\").replace("'", "\\'"));
            boolean nested = field.dataType() instanceof StructType
                    || field.dataType() instanceof org.apache.spark.sql.types.ArrayType;
            Column value = nested
                    ? org.apache.spark.sql.functions.from_json(expr(text), field.dataType())
                    : expr("try_cast(%s AS %s)".formatted(text, field.dataType().sql()));
            columns.add(value.as(field.name()));
        }
        columns.add(col(KEPT).getField(QuarantineColumns.ROW).as("_row"));
        columns.add(expr("transform(%s.%s, reason -> reason.rule)".formatted(KEPT, QuarantineColumns.REASONS))
                .as("_rules"));
        columns.add(col(KEPT).getField(QuarantineColumns.RUN).as("_run"));
        return texts.select(columns.toArray(Column[]::new));
    }

    private interface Work {
        Dataset<Row> done();
    }

    private static Dataset<Row> refusing(String option, Work work) {
        try {
            return work.done();
        } catch (RefusedSqlException e) {
            throw new UsageException(option, e.what(), e.fix(), e);
        } catch (Exception e) { // Spark's analysis errors are checked, and not declared
            if (e instanceof AnalysisException analysis) {
                throw new UsageException(
                        option,
                        UnresolvedSql.of(analysis).reason(),
                        "use the contract's columns, _row, _rules and _run",
                        e);
            }
            throw e;
        }
    }
}
