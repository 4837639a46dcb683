package io.assay.jobs.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.feature.FeatureView;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.warehouse.DeltaTransactions;
import io.assay.jobs.warehouse.LiveVersions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one view stands.
 *
 * @param defined version of the definition in the project's folder
 * @param live version that readers see
 * @param cursor sequence of the newest batch that is in the live version; 0 before the first
 * @param behind batches of the dataset that are published and not computed
 */
record ViewStatus(String view, String defined, Optional<String> live, long cursor, long behind) {

    /** All views of the project, in its order. One small Spark job. */
    static List<ViewStatus> all(JobContext context, List<DatasetStatus> datasets) {
        Map<String, String> live =
                LiveVersions.views(context.spark(), context.warehouse().layout().definitions());
        return context.project().views().values().stream()
                .map(view -> of(
                        context, view, Optional.ofNullable(live.get(view.name().value())), datasets))
                .toList();
    }

    private static ViewStatus of(
            JobContext context, FeatureView view, Optional<String> live, List<DatasetStatus> datasets) {
        long cursor = live.map(version -> DeltaTransactions.last(
                                context.spark(),
                                context.warehouse().layout().featureLog(view.name(), version),
                                "compute:%s:%s".formatted(view.name(), version))
                        .orElse(0))
                .orElse(0L);
        long published = datasets.stream()
                .filter(status -> status.dataset().equals(view.source().dataset()))
                .mapToLong(DatasetStatus::sequence)
                .findFirst()
                .orElse(0);
        return new ViewStatus(view.name().value(), view.version(), live, cursor, Math.max(0, published - cursor));
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("view", view).put("defined", defined).put("live", live.orElse(null));
        return json.put("cursor", cursor).put("behind", behind);
    }

    Object[] cells() {
        return new Object[] {view, live.orElse("-"), defined, cursor, behind};
    }
}
