package io.assay.jobs.sql;

import io.assay.jobs.failure.JobException;
import io.assay.jobs.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import scala.collection.JavaConverters;

/** A statement of Spark SQL that reads and changes nothing. */
final class ReadOnlyQuery {
    /** Statements that Spark counts as commands and that only tell. */
    private static final Set<String> TELLING = Set.of(
            "ShowTables",
            "ShowViews",
            "ShowNamespaces",
            "ShowColumns",
            "ShowFunctions",
            "DescribeRelation",
            "DescribeColumn",
            "DescribeQueryCommand",
            "DescribeFunction",
            "ExplainCommand");

    private final SparkSession spark;
    private final String text;

    private ReadOnlyQuery(SparkSession spark, String text) {
        this.spark = spark;
        this.text = text;
    }

    /** The statement, if it is a query; a usage fault if it is none, or none that Spark can read. */
    static ReadOnlyQuery of(SparkSession spark, String text) {
        LogicalPlan plan;
        try {
            plan = spark.sessionState().sqlParser().parsePlan(text);
        } catch (ParseException e) {
            throw new UsageException("query", firstLine(e), "write one query of Spark SQL", e);
        }
        if (changes(plan)) {
            throw new UsageException(
                    "query",
                    "'%s' is not a query".formatted(firstWord(text)),
                    "sql only reads (SELECT, WITH, VALUES, SHOW, DESCRIBE, EXPLAIN); what changes data are the other "
                            + "commands, see assay --help");
        }
        return new ReadOnlyQuery(spark, text);
    }

    QueryResult run() {
        Dataset<Row> rows;
        try {
            rows = spark.sql(text);
        } catch (Exception e) { // an AnalysisException is checked, and Scala does not say so
            if (!(e instanceof AnalysisException)) {
                throw e;
            }
            throw new UsageException(
                    "query", firstLine(e), "ask for tables that are there: assay sql 'SHOW TABLES IN datasets'", e);
        }
        List<String> columns = Arrays.asList(rows.columns());
        // by position: a query may give two columns one name
        String[] positions =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toArray(String[]::new);
        SparkSession own = rows.sparkSession();
        own.conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false");
        return QueryResult.of(columns, lines(rows.toDF(positions)));
    }

    private static List<String> lines(Dataset<Row> rows) {
        try {
            return rows.toJSON().collectAsList();
        } catch (Exception e) { // Spark's own are checked, and Scala does not say so
            Throwable root = e;
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof JobException || t instanceof IOException || t instanceof UncheckedIOException) {
                    throw e;
                }
                root = t;
            }
            throw new UsageException("query", firstLine(root), "Spark could not evaluate it: fix the query", e);
        }
    }

    private static boolean changes(LogicalPlan plan) {
        if (plan instanceof Command || plan instanceof ParsedStatement) {
            return !TELLING.contains(plan.getClass().getSimpleName());
        }
        return JavaConverters.seqAsJavaList(plan.children()).stream().anyMatch(ReadOnlyQuery::changes);
    }

    private static String firstWord(String text) {
        return text.strip().split("\\s+", 2)[0];
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("it cannot be read");
    }
}
