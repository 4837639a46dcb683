package io.assay.features;

import io.assay.definition.feature.FeatureView;
import io.assay.features.join.LabelTimeRange;
import io.assay.features.join.RequestedFeature;
import io.assay.features.join.TrainingSet;
import io.assay.features.join.ViewLog;
import io.assay.features.log.ResolvedView;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What this module does: makes a view's log from its dataset, and joins logs to labels. Entry type of this module. */
public final class FeatureEngine {
    private FeatureEngine() {}

    /** The view against its dataset's columns: its features' types, and the steps that make its log. */
    public static ResolvedView resolve(FeatureView view, Dataset<Row> dataset) {
        return ResolvedView.of(view, dataset, Optional.empty());
    }

    /**
     * The same for a log that exists already and keeps its types: earlier versions stored a decimal as a double.
     *
     * @param log schema of the log
     */
    public static ResolvedView resolve(FeatureView view, Dataset<Row> dataset, StructType log) {
        return ResolvedView.of(view, dataset, Optional.of(log));
    }

    /** The features of any number of views beside each label row, as of its {@code event_timestamp}. */
    public static TrainingSet trainingSet(List<RequestedFeature> features, List<ViewLog> logs, LabelTimeRange span) {
        return new TrainingSet(features, logs, span);
    }
}
