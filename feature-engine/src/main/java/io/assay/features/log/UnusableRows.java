package io.assay.features.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.feature.FeatureView;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** Why a row of the dataset does not count in a view, and how many such rows there are. */
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

    /** What may be wrong with a row of the view; of several reasons a row is counted under the first. */
    public static List<String> reasons(FeatureView view) {
        List<String> reasons = new ArrayList<>();
        view.source().where().ifPresent(w -> reasons.add(OUTSIDE));
        reasons.add(NO_EVENT_TIME);
        view.source().available().ifPresent(a -> reasons.add(NOT_AVAILABLE));
        view.joinKeys().keySet().forEach(key -> reasons.add(noKey(key)));
        return reasons;
    }

    /** To be observed on {@link ResolvedView#viewRows}: the rows read, then one count a reason, under these names. */
    public static List<Column> counts(FeatureView view) {
        List<Column> counts = new ArrayList<>();
        counts.add(count(lit(1)).as(READ));
        for (String reason : reasons(view)) {
            counts.add(
                    count(when(col(ViewRows.PROBLEM).equalTo(reason), lit(1))).as(reason));
        }
        return counts;
    }
}
