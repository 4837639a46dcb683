package io.assay.jobs.train;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How good predictions are, on rows the model was not fitted on. */
final class Evaluation {
    /** More rows are sampled for the scores of single features. */
    private static final int ROWS = 200_000;

    private Evaluation() {}

    /**
     * Metrics of a classifier's predictions; with two classes the areas under the ROC and the PR curve too, unless all
     * rows are of one class: then there are no such areas.
     */
    static Map<String, Double> classifier(Dataset<Row> predicted, boolean binary) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (binary) {
            double rate = predicted.agg(avg(col("label"))).head().getDouble(0);
            if (rate > 0 && rate < 1) {
                BinaryClassificationEvaluator areas = new BinaryClassificationEvaluator().setNumBins(0);
                metrics.put("auc", areas.setMetricName("areaUnderROC").evaluate(predicted));
                metrics.put("pr_auc", areas.setMetricName("areaUnderPR").evaluate(predicted));
            }
            metrics.put("base_rate", rate);
        }
        MulticlassClassificationEvaluator classes = new MulticlassClassificationEvaluator();
        metrics.put("log_loss", classes.setMetricName("logLoss").evaluate(predicted));
        metrics.put("accuracy", classes.setMetricName("accuracy").evaluate(predicted));
        return metrics;
    }

    static Map<String, Double> regressor(Dataset<Row> predicted) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        RegressionEvaluator errors = new RegressionEvaluator();
        metrics.put("rmse", errors.setMetricName("rmse").evaluate(predicted));
        metrics.put("mae", errors.setMetricName("mae").evaluate(predicted));
        metrics.put("r2", errors.setMetricName("r2").evaluate(predicted));
        return metrics;
    }

    /**
     * The area under the ROC curve of each number alone, as a score, over the rows that have it: a feature that does
     * better than it should is a leak. One action; of many rows a fixed sample.
     */
    static Map<String, Double> features(Dataset<Row> rows, long count, List<String> numbers) {
        List<Column> columns = new ArrayList<>();
        columns.add(col("label"));
        numbers.forEach(name -> columns.add(col(name).cast("double")));
        Dataset<Row> some = count > ROWS ? rows.sample(false, (double) ROWS / count, 17) : rows;
        List<RankingScore> scores = new ArrayList<>();
        numbers.forEach(name -> scores.add(new RankingScore()));
        for (Row row : some.select(columns.toArray(Column[]::new)).collectAsList()) {
            for (int i = 0; i < scores.size(); i++) {
                if (!row.isNullAt(i + 1)) {
                    scores.get(i).add(row.getDouble(i + 1), row.getDouble(0));
                }
            }
        }
        Map<String, Double> areas = new LinkedHashMap<>();
        for (int i = 0; i < scores.size(); i++) {
            String name = numbers.get(i);
            scores.get(i).area().ifPresent(area -> areas.put(name, area));
        }
        return areas;
    }
}
