package io.assay.jobs.compute;

import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.WindowView;
import io.assay.jobs.failure.DataException;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.catalyst.ExactArithmetic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Why a view's rows could not be computed. Spark reports a task; which expression it was is found by a scan for each.
 */
final class ViewFailure {
    private final FeatureView view;
    private final Dataset<Row> source;

    ViewFailure(FeatureView view, Dataset<Row> source) {
        this.view = view;
        this.source = source;
    }

    /** The fault of the view's definition or of its data; empty if no expression fails by itself. */
    Optional<DataException> of(Throwable thrown) {
        if (!(thrown instanceof Exception || thrown instanceof OutOfMemoryError) || !EvaluationFailure.ofRows(thrown)) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> expression : expressions().entrySet()) {
            try {
                source.select(ExactArithmetic.of(source, expression.getValue()))
                        .write()
                        .format("noop")
                        .mode("overwrite")
                        .save();
            } catch (Exception | OutOfMemoryError e) { // some of Spark's are checked, and not declared
                if (EvaluationFailure.ofRows(e)) {
                    return Optional.of(new DataException(
                            "view %s: %s".formatted(view.name(), expression.getKey()),
                            "'%s' cannot be evaluated: %s"
                                    .formatted(expression.getValue(), EvaluationFailure.reason(e)),
                            "fix the expression, or the data that it reads",
                            thrown));
                }
            }
        }
        return Optional.empty();
    }

    /** By place; conditions before what they guard. */
    private Map<String, String> expressions() {
        Map<String, String> expressions = new LinkedHashMap<>();
        Source from = view.source();
        from.where().ifPresent(sql -> expressions.put("source.where", sql));
        expressions.put("source.event_time", from.eventTime());
        from.available().ifPresent(sql -> expressions.put("source.available", sql));
        from.keys().forEach((key, sql) -> expressions.put("source.keys." + key, sql));
        view.match(new FeatureView.Cases<Integer>() {
            @Override
            public Integer window(WindowView window) {
                window.window().forEach(feature -> {
                    String at = "window." + feature.name();
                    feature.where().ifPresent(sql -> expressions.put(at + ".where", sql));
                    feature.of()
                            .ifPresent(sql -> expressions.put(
                                    at + ".of",
                                    feature.where()
                                            .map(where -> "CASE WHEN (%s) THEN (%s) END".formatted(where, sql))
                                            .orElse(sql)));
                });
                return expressions.size();
            }

            @Override
            public Integer latest(LatestView latest) {
                latest.latest().forEach(feature -> expressions.put("latest." + feature.name(), feature.of()));
                return expressions.size();
            }
        });
        return expressions;
    }
}
