package io.assay.jobs.train;

import io.assay.definition.model.ModelDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A fitted pipeline and how good it is.
 *
 * @param metrics on the rows it was not fitted on
 * @param features areas under the ROC curve of single features over all rows, where there are two classes
 * @param importance of the inputs, where the algorithm gives it
 */
record TrainedModel(
        PipelineModel pipeline,
        ModelInputs inputs,
        Map<String, Double> metrics,
        Map<String, Double> features,
        Map<String, Double> importance) {

    /** Fits on the training rows and evaluates on the test rows. Several actions, as many as MLlib needs. */
    static TrainedModel fit(ModelDefinition model, Algorithm algorithm, TrainTestSplit split) {
        Dataset<Row> training = split.trainingRows();
        List<String> candidates = new ArrayList<>(List.of(split.rows().columns()));
        candidates.removeAll(List.of(TrainTestSplit.LABEL, TrainTestSplit.TRAINS));
        ModelInputs inputs = ModelInputs.of(training, candidates);
        List<PipelineStage> stages = inputs.stages(algorithm.encoding());
        stages.add(algorithm.estimator(model.name().value(), model.parameters(), inputs.most()));
        PipelineModel pipeline =
                new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(training);
        Dataset<Row> test = split.testRows();
        Dataset<Row> predicted = pipeline.transform(test).persist();
        boolean binary = split.classes().size() == 2;
        try {
            Map<String, Double> metrics = algorithm.kind() == Algorithm.Kind.CLASSIFIER
                    ? Evaluation.classifier(predicted, binary)
                    : Evaluation.regressor(predicted);
            Map<String, Double> features =
                    binary ? Evaluation.features(split.rows(), split.size(), inputs.numbers()) : Map.of();
            return new TrainedModel(pipeline, inputs, metrics, features, importance(pipeline, inputs));
        } finally {
            predicted.unpersist();
        }
    }

    private static Map<String, Double> importance(PipelineModel pipeline, ModelInputs inputs) {
        Transformer[] stages = pipeline.stages();
        Map<String, Double> importance = new LinkedHashMap<>();
        Vector weights = weights((Model<?>) stages[stages.length - 1]);
        List<String> parts = inputs.parts();
        if (weights != null && weights.size() == parts.size()) {
            for (int i = 0; i < parts.size(); i++) {
                importance.put(parts.get(i), weights.apply(i));
            }
        }
        return importance;
    }

    private static @Nullable Vector weights(Model<?> model) {
        if (model instanceof GBTClassificationModel trees) {
            return trees.featureImportances();
        }
        if (model instanceof RandomForestClassificationModel trees) {
            return trees.featureImportances();
        }
        if (model instanceof DecisionTreeClassificationModel tree) {
            return tree.featureImportances();
        }
        if (model instanceof GBTRegressionModel trees) {
            return trees.featureImportances();
        }
        if (model instanceof RandomForestRegressionModel trees) {
            return trees.featureImportances();
        }
        return model instanceof DecisionTreeRegressionModel tree ? tree.featureImportances() : null;
    }
}
