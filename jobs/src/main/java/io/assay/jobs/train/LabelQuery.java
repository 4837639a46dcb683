package io.assay.jobs.train;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.model.ModelDefinition;
import io.assay.jobs.failure.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.collection.JavaConverters;

/**
 * A model's labels: what its query gives, and which datasets it reads.
 *
 * @param rows all of them, also those whose label is null
 */
record LabelQuery(ModelDefinition model, Dataset<Row> rows, List<DatasetName> datasets) {

    static LabelQuery of(SparkSession spark, ModelDefinition model) {
        String where = "model %s: labels".formatted(model.name());
        Dataset<Row> rows;
        try {
            rows = spark.sql(model.labels());
        } catch (Exception e) {
            if (e instanceof AnalysisException || e instanceof ParseException) {
                throw new DataException(
                        where,
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("does not resolve"),
                        "publish the datasets it reads, and fix the query",
                        e);
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
        return new LabelQuery(model, rows, datasets(rows.queryExecution().analyzed()));
    }

    private static List<DatasetName> datasets(LogicalPlan plan) {
        List<DatasetName> datasets = new ArrayList<>();
        for (LogicalPlan leaf : JavaConverters.seqAsJavaList(plan.collectLeaves())) {
            if (leaf instanceof DataSourceV2Relation relation
                    && relation.identifier().isDefined()
                    && List.of(relation.identifier().get().namespace()).equals(List.of("datasets"))) {
                datasets.add(new DatasetName(relation.identifier().get().name()));
            }
        }
        return datasets.stream().distinct().toList();
    }

    /** The rows there is something to learn from: with a label and a time. */
    Dataset<Row> usable() {
        return rows.where(
                col(model.label()).isNotNull().and(col("event_timestamp").isNotNull()));
    }
}
