package io.assay.jobs.compute;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.project.Project;
import io.assay.jobs.compute.ViewResult.Status;
import io.assay.jobs.lookup.DatasetLookup;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.TableHead;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.online.catalog.LiveDefinitions;
import io.assay.online.table.TableSnapshot;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.definition.DefinitionRecord;
import io.assay.warehouse.feature.FeatureLogTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out without Spark that a computation has nothing to do. */
final class ComputeLookup implements AutoCloseable {
    private final Project project;
    private final WarehouseLookup warehouse;
    private final DatasetLookup datasets;
    private final LiveDefinitions definitions;

    ComputeLookup(Project project, WarehouseLookup warehouse) {
        this.project = project;
        this.warehouse = warehouse;
        this.datasets = warehouse.datasets();
        this.definitions = warehouse.definitions();
    }

    /**
     * The result of a computation of these views if it would change nothing; empty if it would, or if only a
     * computation can tell.
     */
    Optional<List<ViewResult>> nothingNew(Collection<FeatureView> views) {
        List<ViewResult> results = new ArrayList<>();
        for (FeatureView view : views) {
            Optional<ViewResult> result = nothingNew(view);
            if (result.isEmpty()) {
                return Optional.empty();
            }
            results.add(result.get());
        }
        boolean anyData = results.stream().anyMatch(result -> result.status() != Status.NO_DATA);
        return anyData && areDefinitionsPublished(results) && !warehouse.hasUnfinishedComputations()
                ? Optional.of(results)
                : Optional.empty();
    }

    @Override
    public void close() {
        datasets.close();
    }

    private Optional<ViewResult> nothingNew(FeatureView view) {
        DatasetName dataset = view.source().dataset();
        Optional<TableHead> published =
                datasets.find(IcebergTables.dataset(dataset)).flatMap(PublishedTable::head);
        if (published.isEmpty()) {
            return Optional.of(ViewResult.noData(view));
        }
        TableHead head = published.get();
        Optional<DefinitionRecord> live =
                definitions.find(DefinitionKind.VIEW, view.name().value());
        Optional<TableSnapshot> log = warehouse.featureLog(view.name().value(), view.version());
        String application = FeatureLogTransaction.application(view.name().value(), view.version());
        boolean complete = head.sequence() > 0 // else it is the head of a compaction
                && log.isPresent()
                && log.get().transaction(application).orElse(0) >= head.sequence();
        if (!complete
                || live.filter(row -> row.version().equals(view.version())).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ViewResult(
                view,
                Status.NOTHING_NEW,
                live.get().types(),
                Optional.of(new ViewResult.ReadSnapshot(head.snapshot(), head.sequence())),
                Map.of(),
                Optional.of(log.get().version().number())));
    }

    /** Whether all definitions of the project are those that readers use, and readers use no others. */
    private boolean areDefinitionsPublished(List<ViewResult> results) {
        return ComputedDefinitions.of(project, results).stream()
                        .allMatch(row -> definitions
                                .find(row.kind(), row.name())
                                .filter(row::equals)
                                .isPresent())
                && definitions.all().allMatch(row -> row.isIn(project));
    }
}
