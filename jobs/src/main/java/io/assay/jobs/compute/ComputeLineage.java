package io.assay.jobs.compute;

import io.assay.definition.feature.FeatureView;
import io.assay.jobs.compute.ViewResult.Status;
import io.assay.jobs.features.DatasetLineage;
import io.assay.jobs.features.ViewLineage;
import io.assay.jobs.run.RunEnvironment;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.Statistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a computation read and wrote, as lineage reports it. */
final class ComputeLineage {
    private ComputeLineage() {}

    static List<LineageDataset> inputs(RunEnvironment environment, Collection<FeatureView> views) {
        return views.stream()
                .map(view -> view.source().dataset())
                .distinct()
                .map(dataset -> DatasetLineage.of(environment, dataset))
                .toList();
    }

    static RunResult result(RunEnvironment environment, List<ViewResult> results) {
        Map<String, LineageDataset> inputs = new LinkedHashMap<>();
        List<LineageDataset> outputs = new ArrayList<>();
        for (ViewResult result : results) {
            if (result.status() == Status.NO_DATA) {
                continue;
            }
            FeatureView view = result.view();
            LineageDataset input = DatasetLineage.of(environment, view.source().dataset());
            String snapshot =
                    result.source().map(read -> Long.toString(read.snapshot())).orElse("");
            inputs.putIfAbsent(
                    input.id().name(), input.withVersion(snapshot).withStatistics(Statistics.ofRows(result.read())));
            LineageDataset output = ViewLineage.table(environment.warehouse(), view, result.types())
                    .withStatistics(Statistics.ofRows(result.written()))
                    .withColumns(ViewLineage.columns(view, input.id()));
            outputs.add(result.tableVersion()
                    .map(version -> output.withVersion(ViewLineage.version(view, version)))
                    .orElse(output));
        }
        return RunResult.of(List.copyOf(inputs.values()), outputs);
    }
}
