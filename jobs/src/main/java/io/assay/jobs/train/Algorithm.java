package io.assay.jobs.train;

import io.assay.jobs.failure.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.RandomForestRegressor;

/** MLlib's algorithms by their names. */
enum Algorithm {
    LOGISTIC_REGRESSION(Kind.CLASSIFIER, CategoryEncoding.ONE_HOT),
    DECISION_TREE_CLASSIFIER(Kind.CLASSIFIER, CategoryEncoding.INDEX),
    RANDOM_FOREST_CLASSIFIER(Kind.CLASSIFIER, CategoryEncoding.INDEX),
    GBT_CLASSIFIER(Kind.CLASSIFIER, CategoryEncoding.INDEX),
    LINEAR_REGRESSION(Kind.REGRESSOR, CategoryEncoding.ONE_HOT),
    DECISION_TREE_REGRESSOR(Kind.REGRESSOR, CategoryEncoding.INDEX),
    RANDOM_FOREST_REGRESSOR(Kind.REGRESSOR, CategoryEncoding.INDEX),
    GBT_REGRESSOR(Kind.REGRESSOR, CategoryEncoding.INDEX);

    /** What it predicts: a class or a number. */
    enum Kind {
        CLASSIFIER,
        REGRESSOR
    }

    /** How it takes categories: as one column each, or as numbered. */
    enum CategoryEncoding {
        ONE_HOT,
        INDEX
    }

    private static final String FEATURES = "features";
    private static final String LABEL = "label";

    private final Kind kind;
    private final CategoryEncoding encoding;

    Algorithm(Kind kind, CategoryEncoding encoding) {
        this.kind = kind;
        this.encoding = encoding;
    }

    Kind kind() {
        return kind;
    }

    CategoryEncoding encoding() {
        return encoding;
    }

    /** The most classes it separates. */
    int mostClasses() {
        return this == GBT_CLASSIFIER ? 2 : 100;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Algorithm named(String model, String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "model %s: algorithm".formatted(model),
                        "'%s' is not an algorithm of this version".formatted(word),
                        "use one of "
                                + Arrays.stream(values()).map(Algorithm::word).collect(Collectors.joining(", "))));
    }

    /**
     * The estimator, on columns {@code features} and {@code label}.
     *
     * @param categories the most categories an input has: trees split them only if they have room for all
     */
    PipelineStage estimator(String model, Map<String, String> parameters, int categories) {
        PipelineStage stage = estimator();
        set(model, stage, "featuresCol", FEATURES);
        set(model, stage, "labelCol", LABEL);
        if (encoding == CategoryEncoding.INDEX && categories > 32) {
            set(model, stage, "maxBins", Integer.toString(categories));
        }
        parameters.forEach((name, value) -> set(model, stage, name, value));
        return stage;
    }

    private PipelineStage estimator() {
        return switch (this) {
            case LOGISTIC_REGRESSION -> new LogisticRegression();
            case DECISION_TREE_CLASSIFIER -> new DecisionTreeClassifier();
            case RANDOM_FOREST_CLASSIFIER -> new RandomForestClassifier();
            case GBT_CLASSIFIER -> new GBTClassifier();
            case LINEAR_REGRESSION -> new LinearRegression();
            case DECISION_TREE_REGRESSOR -> new DecisionTreeRegressor();
            case RANDOM_FOREST_REGRESSOR -> new RandomForestRegressor();
            case GBT_REGRESSOR -> new GBTRegressor();
        };
    }

    private static void set(String model, PipelineStage stage, String name, String value) {
        String where = "model %s: parameters.%s".formatted(model, name);
        if (!stage.hasParam(name)) {
            List<String> known = Arrays.stream(stage.params())
                    .map(Param::name)
                    .filter(word -> !word.endsWith("Col"))
                    .toList();
            throw new DataException(
                    where,
                    "%s has no such parameter".formatted(stage.getClass().getSimpleName()),
                    "use one of " + String.join(", ", known));
        }
        Param<?> param = stage.getParam(name);
        try {
            put(stage, param, value(param, value));
        } catch (IllegalArgumentException e) {
            throw new DataException(where, "'%s' does not fit".formatted(value), "use: " + param.doc(), e);
        }
    }

    private static Object value(Param<?> param, String text) {
        if (param instanceof IntParam) {
            return Integer.valueOf(text);
        }
        if (param instanceof LongParam) {
            return Long.valueOf(text);
        }
        if (param instanceof DoubleParam) {
            return Double.valueOf(text);
        }
        if (param instanceof BooleanParam) {
            return Boolean.valueOf(text);
        }
        return text;
    }

    @SuppressWarnings("unchecked") // the value was made for this very parameter
    private static void put(PipelineStage stage, Param<?> param, Object value) {
        stage.set((Param<Object>) param, value);
    }
}
