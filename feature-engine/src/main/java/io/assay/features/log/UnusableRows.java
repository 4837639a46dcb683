package io.assay.features.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** Why a row of the dataset, or a value of it, does not count in a view, and how many there are. */
public final class UnusableRows {
    static final String OUTSIDE = "where does not hold";
    static final String NO_EVENT_TIME = "event_time is null";
    static final String NOT_AVAILABLE = "available is null";

    /** Name of the count of all rows read. */
    public static final String READ = "read";

    private UnusableRows() {}

    static String noKey(String key) {
        return "key %s is null".formatted(key);
    }

    static String malformedKey(String key, FeatureType type) {
        return "key %s is not %s".formatted(key, type.word());
    }

    private static String unfit(String value, Optional<FeatureType> type) {
        return "%s does not fit %s".formatted(value, type.map(FeatureType::word).orElse("its type"));
    }

    /** What may be wrong with a row of the view; of several reasons a row is counted under the first. */
    public static List<String> reasons(FeatureView view) {
        List<String> reasons = new ArrayList<>();
        view.source().where().ifPresent(w -> reasons.add(OUTSIDE));
        reasons.add(NO_EVENT_TIME);
        view.source().available().ifPresent(a -> reasons.add(NOT_AVAILABLE));
        view.joinKeys().forEach((key, type) -> {
            reasons.add(noKey(key));
            reasons.add(malformedKey(key, type));
        });
        return reasons;
    }

    /** Why a value of a row that counts may be null though its source is not: features by reason. */
    public static Map<String, String> unfitValues(FeatureView view) {
        return view.match(new FeatureView.Cases<>() {
            @Override
            public Map<String, String> window(WindowView window) {
                Map<String, String> reasons = new LinkedHashMap<>(); // of what is aggregated, not of the aggregate
                for (StateColumn state : WindowPlan.columnsOf(window)) {
                    state.of()
                            .ifPresent(of -> reasons.putIfAbsent(
                                    unfit(
                                            of
                                                    + state.where()
                                                            .map(" where "::concat)
                                                            .orElse(""),
                                            Optional.empty()),
                                    state.name()));
                }
                return reasons;
            }

            @Override
            public Map<String, String> latest(LatestView latest) {
                Map<String, String> reasons = new LinkedHashMap<>();
                latest.latest().forEach(feature -> reasons.put(unfit(feature.name(), feature.type()), feature.name()));
                return reasons;
            }
        });
    }

    /**
     * To be observed on {@link ResolvedView#viewRows}: the rows read, then one count a reason, under these names; so
     * with {@link #unfitValues}.
     */
    public static List<Column> counts(FeatureView view) {
        List<Column> counts = new ArrayList<>();
        counts.add(count(lit(1)).as(READ));
        for (String reason : reasons(view)) {
            counts.add(
                    count(when(col(ViewRows.PROBLEM).equalTo(reason), lit(1))).as(reason));
        }
        unfitValues(view)
                .forEach((reason, feature) ->
                        counts.add(count(when(col(ViewRows.PROBLEM).isNull().and(col(ViewRows.unfit(feature))), lit(1)))
                                .as(reason)));
        return counts;
    }
}
