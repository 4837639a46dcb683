package io.assay.features.log;

import static org.apache.spark.sql.functions.lit;

import io.assay.definition.Fault;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.ViewName;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.catalyst.CheckedSql;
import io.assay.sql.catalyst.ExactArithmetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** A view's SQL expressions, resolved against a dataset's columns; gathers every fault before it throws. */
final class ViewExpressions {
    private final ViewName view;
    private final Dataset<Row> rows;
    private final List<Fault> faults = new ArrayList<>();

    ViewExpressions(ViewName view, Dataset<Row> rows) {
        this.view = view;
        this.rows = rows;
    }

    /** The expression's type; empty, and a fault noted, where it does not resolve. */
    Optional<DataType> type(String at, String sql) {
        try {
            Dataset<Row> selected = rows.select(CheckedSql.expression(sql));
            CheckedSql.checkRow(rows, selected);
            return Optional.of(selected.schema().fields()[0].dataType());
        } catch (RefusedSqlException e) {
            fault(at, "'%s' is refused: %s".formatted(sql, e.what()), e.fix());
            return Optional.empty();
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                fault(at, "'%s' does not resolve: %s".formatted(sql, firstLine(e)), "use columns " + columns());
                return Optional.empty();
            }
            if (EvaluationFailure.ofSql(e)) { // a constant that Spark evaluates to know the type
                fault(at, "'%s' cannot be evaluated: %s".formatted(sql, EvaluationFailure.reason(e)), "fix it");
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The expression as a column, null where its integer type cannot hold the result; nothing where it is refused or
     * does not resolve, of which {@link #type} notes the fault.
     */
    Column column(String sql) {
        try {
            return ExactArithmetic.of(rows, sql);
        } catch (RefusedSqlException e) {
            return lit(null);
        } catch (Exception e) {
            if (e instanceof AnalysisException || EvaluationFailure.ofSql(e)) {
                return lit(null);
            }
            throw e;
        }
    }

    /** True where the expression has a value and {@code kept}, its converted value, is null. */
    Column lost(String sql, Column kept) {
        return CheckedSql.expression(sql).isNotNull().and(kept.isNull());
    }

    /** The expression as a column of the type wanted; a fault where its own type cannot become that. */
    Column typed(String at, String sql, DataType wanted, String fix) {
        type(at, sql)
                .filter(own -> !becomes(own, wanted))
                .ifPresent(own ->
                        fault(at, "'%s' is %s, not %s".formatted(sql, own.simpleString(), wanted.simpleString()), fix));
        return column(sql).cast(wanted);
    }

    private static boolean becomes(DataType own, DataType wanted) {
        boolean day = List.of("date", "timestamp_ntz").contains(own.typeName());
        return own.sameType(wanted) || (day && wanted.typeName().equals("timestamp"));
    }

    void fault(String at, String what, String fix) {
        faults.add(new Fault("", 0, "view %s: %s".formatted(view, at), what, fix));
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionException(faults);
        }
    }

    private String columns() {
        return String.join(", ", rows.columns());
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
    }
}
