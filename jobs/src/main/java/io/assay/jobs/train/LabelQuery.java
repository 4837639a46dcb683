package io.assay.jobs.train;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.model.ModelDefinition;
import io.assay.jobs.failure.DataException;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.SqlPolicy;
import io.assay.sql.catalyst.CheckedSql;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A model's labels: what its query gives, and which datasets it reads.
 *
 * @param rows all of them, also those whose label is null
 */
record LabelQuery(ModelDefinition model, Dataset<Row> rows, List<DatasetName> datasets) {

    static LabelQuery of(SparkSession spark, ModelDefinition model) {
        String where = where(model);
        Dataset<Row> rows;
        try {
            rows = CheckedSql.query(spark, model.labels(), SqlPolicy.DEFINITION);
        } catch (RefusedSqlException e) {
            throw new DataException(where, e.what(), e.fix(), e);
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new DataException(
                        where,
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("does not resolve"),
                        "publish the datasets it reads, and fix the query",
                        e);
            }
            if (EvaluationFailure.ofSql(e)) { // a constant that Spark evaluates to know a type
                throw unevaluated(model, e);
            }
            throw e;
        }
        if (!Arrays.asList(rows.columns()).contains(model.label())) {
            throw new DataException(
                    where,
                    "there is no column %s, the label, among %s"
                            .formatted(model.label(), Arrays.toString(rows.columns())),
                    "name it AS " + model.label());
        }
        return new LabelQuery(
                model,
                rows,
                CheckedSql.tables(rows, "datasets").stream()
                        .map(DatasetName::new)
                        .toList());
    }

    /** The rows there is something to learn from: with a label and a time. */
    Dataset<Row> usable() {
        return rows.where(
                col(model.label()).isNotNull().and(col("event_timestamp").isNotNull()));
    }

    /** The fault of the query, if what was thrown comes of SQL and the query fails by itself. One action. */
    Optional<DataException> failure(Throwable thrown) {
        if (thrown instanceof Exception && EvaluationFailure.ofRows(thrown)) {
            try {
                rows.write().format("noop").mode("overwrite").save();
            } catch (Exception e) { // some of Spark's are checked, and not declared
                return EvaluationFailure.ofRows(e) ? Optional.of(unevaluated(model, e)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String where(ModelDefinition model) {
        return "model %s: labels".formatted(model.name());
    }

    private static DataException unevaluated(ModelDefinition model, Exception e) {
        return new DataException(
                where(model),
                "the query cannot be evaluated: " + EvaluationFailure.reason(e),
                "fix the query, or the data that it reads",
                e);
    }
}
