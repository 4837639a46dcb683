package io.assay.features;

import io.assay.definition.feature.FeatureView;
import io.assay.features.join.LabelTimeRange;
import io.assay.features.join.RequestedFeature;
import io.assay.features.join.TrainingSet;
import io.assay.features.join.ViewLog;
import io.assay.features.log.ResolvedView;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What this module does: makes a view's log from its dataset, and joins logs to labels. Entry type of this module. */
public final class FeatureEngine {
    private FeatureEngine() {}

    /** The view against its dataset's columns: its features' types, and the steps that make its log. */
    public static ResolvedView resolve(FeatureView view, Dataset<Row> dataset) {
        return ResolvedView.of(view, dataset);
    }

    /** The features of any number of views beside each label row, as of its {@code event_timestamp}. */
    public static TrainingSet trainingSet(List<RequestedFeature> features, List<ViewLog> logs, LabelTimeRange span) {
        return new TrainingSet(features, logs, span);
    }
}
