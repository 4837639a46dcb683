package io.assay.jobs.sql;

import static org.apache.spark.sql.functions.col;

import io.assay.jobs.failure.UsageException;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.SqlPolicy;
import io.assay.sql.catalyst.CheckedSql;
import io.assay.sql.catalyst.UnresolvedSql;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A statement of Spark SQL that reads the project's tables and changes nothing. */
final class ReadOnlyQuery {
    private static final String WHERE = "query";
    private static final String FAILED = "Spark could not evaluate it: fix the query";

    private final Dataset<Row> rows;

    private ReadOnlyQuery(Dataset<Row> rows) {
        this.rows = rows;
    }

    /** The statement, if it only reads; a usage fault if it does more, or Spark cannot read or resolve it. */
    static ReadOnlyQuery of(SparkSession spark, String text) {
        try {
            return new ReadOnlyQuery(CheckedSql.query(spark, text, SqlPolicy.COMMAND));
        } catch (RefusedSqlException e) {
            throw new UsageException(WHERE, e.what(), e.fix(), e);
        } catch (Exception e) { // an AnalysisException is checked, and Scala does not say so
            if (e instanceof AnalysisException analysis) {
                UnresolvedSql unresolved = UnresolvedSql.of(analysis);
                throw new UsageException(WHERE, unresolved.reason(), fix(unresolved.kind()), e);
            }
            throw failed(e);
        } catch (StackOverflowError e) {
            throw new UsageException(WHERE, "it is nested too deeply to be read", "split it", e);
        }
    }

    QueryResult run() {
        List<String> columns = Arrays.asList(rows.columns());
        // by position: a query may give two columns one name
        String[] positions =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toArray(String[]::new);
        SparkSession own = rows.sparkSession();
        own.conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false");
        try {
            return QueryResult.of(
                    columns, rows.schema(), exact(rows.toDF(positions)).toJSON().collectAsList());
        } catch (Exception e) { // Spark's own are checked, and Scala does not say so
            throw failed(e);
        } catch (OutOfMemoryError e) {
            throw new UsageException(
                    WHERE, "its result does not fit into memory", "add a LIMIT, or set ASSAY_MEMORY", e);
        } catch (StackOverflowError e) {
            throw new UsageException(WHERE, "it is nested too deeply to be evaluated", "split it", e);
        }
    }

    private static Dataset<Row> exact(Dataset<Row> rows) {
        Column[] columns = Arrays.stream(rows.schema().fields())
                .map(field -> ExactTimes.of(col(field.name()), field.dataType()).as(field.name()))
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    /** What the query's author can fix; what comes from the storage or from us is thrown as it is. */
    private static RuntimeException failed(Exception e) {
        if (EvaluationFailure.ofSql(e)) {
            return new UsageException(WHERE, EvaluationFailure.reason(e), FAILED, e);
        }
        return e instanceof RuntimeException own ? own : new IllegalStateException(e);
    }

    private static String fix(UnresolvedSql.Kind kind) {
        return switch (kind) {
            case TABLE -> "use tables that exist: assay sql 'SHOW TABLES IN datasets'";
            case COLUMN -> "use columns that its tables have: assay sql 'DESCRIBE datasets.DATASET'";
            case OTHER -> "correct the query";
        };
    }
}
