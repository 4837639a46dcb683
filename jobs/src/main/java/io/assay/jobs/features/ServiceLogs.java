package io.assay.jobs.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.features.join.RequestedFeature;
import io.assay.features.join.ViewLog;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.run.SideWork;
import io.assay.lineage.event.LineageDataset;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.definition.DefinitionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The logs that a service's features are read from, each at the commit that was its newest when this was opened: what
 * is read is what is reported.
 */
public record ServiceLogs(FeatureService service, List<Pinned> views) {
    /** One view's log at one commit. */
    public record Pinned(FeatureView view, Map<String, FeatureType> types, FeatureLog log, long version) {
        ViewLog rows() {
            return new ViewLog(view, types, log.rows(version));
        }
    }

    /**
     * Opens the logs of the project's own definitions of the service's views.
     *
     * @throws UsageException if there is no such service
     * @throws DataException if a view has not been computed as it is defined now
     */
    public static ServiceLogs open(RunEnvironment environment, String name) {
        FeatureService service = environment.project().services().values().stream()
                .filter(candidate -> candidate.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "service",
                        "there is no service '%s'".formatted(name),
                        "use one of "
                                + environment.project().services().keySet().stream()
                                        .map(ServiceName::value)
                                        .collect(Collectors.joining(", "))));
        List<Pinned> views = service.features().stream()
                .map(FeatureService.Reference::view)
                .distinct()
                .map(view -> open(environment, view))
                .toList();
        return new ServiceLogs(service, views);
    }

    private static Pinned open(RunEnvironment environment, ViewName name) {
        FeatureView view = environment.project().views().get(name);
        if (view == null) {
            throw new IllegalStateException("a project whose services name unknown views was not refused: " + name);
        }
        FeatureLog log = FeatureLog.of(environment.spark(), environment.warehouse(), view);
        DefinitionRecord row = environment
                .definitions()
                .find(DefinitionKind.VIEW, name.value(), view.version())
                .filter(found -> log.exists())
                .orElseThrow(() -> new DataException(
                        "view " + name,
                        "has not been computed as it is defined now (version %s)".formatted(view.version()),
                        "run 'assay compute %s'".formatted(name)));
        return new Pinned(view, row.types(), log, log.version());
    }

    /** Loads the logs' lists of files; Delta keeps them. Errors may be ignored here: reading the rows reports them. */
    public SideWork<List<Pinned>> loadAhead() {
        return SideWork.start("logs of " + service.name(), () -> {
            views.forEach(pinned -> pinned.log().loadState());
            return views;
        });
    }

    /** The features the service asks for, in its order. */
    public List<RequestedFeature> wanted(FeatureNames names) {
        return service.features().stream().map(names::wanted).toList();
    }

    public List<ViewLog> logs() {
        return views.stream().map(Pinned::rows).toList();
    }

    /** The tables as inputs of a run. */
    public List<LineageDataset> lineage(RunEnvironment environment) {
        List<LineageDataset> inputs = new ArrayList<>();
        for (Pinned pinned : views) {
            inputs.add(ViewLineage.table(environment.warehouse(), pinned.view(), pinned.types())
                    .withVersion(ViewLineage.version(pinned.view(), pinned.version())));
        }
        return inputs;
    }

    /** Which versions were read: view, definition, commit of its log. */
    public void writeTo(ArrayNode array) {
        for (Pinned pinned : views) {
            array.addObject()
                    .put("view", pinned.view().name().toString())
                    .put("version", pinned.view().version())
                    .put("table", pinned.log().path())
                    .put("table_version", pinned.version())
                    .put("dataset", pinned.view().source().dataset().toString())
                    .put("sequence", pinned.log().cursor().newest().orElse(0));
        }
    }
}
