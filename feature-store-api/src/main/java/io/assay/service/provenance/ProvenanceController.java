package io.assay.service.provenance;

import io.assay.online.log.RunEntry;
import io.assay.online.log.RunHistory;
import io.assay.online.view.Provenance;
import io.assay.service.catalog.BoundedBody;
import io.assay.service.catalog.ProblemException;
import io.assay.service.online.OnlineFeatures;
import io.assay.service.online.OnlineFeatures.Resolved;
import io.assay.service.online.RequestPlan;
import io.assay.service.provenance.ProvenanceResponse.Origin;
import io.assay.service.provenance.ProvenanceResponse.Run;
import io.assay.service.provenance.ProvenanceResponse.Table;
import io.assay.service.provenance.ProvenanceResponse.Tiles;
import io.assay.service.provenance.ProvenanceResponse.Verdict;
import io.assay.service.start.ServiceSettings;
import io.assay.warehouse.WarehouseLayout;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains served values: the body is that of {@code /get-online-features}. */
@RestController
final class ProvenanceController {
    private static final int MOST_VALUES = 2_000;
    private static final int LONGEST = 4 << 20;

    private final OnlineFeatures features;
    private final RunHistory history;
    private final WarehouseLayout warehouse;

    ProvenanceController(OnlineFeatures features, RunHistory history, ServiceSettings settings) {
        this.features = features;
        this.history = history;
        this.warehouse = new WarehouseLayout(settings.warehouse());
    }

    @PostMapping("/v1/provenance")
    ProvenanceResponse explain(InputStream body) {
        byte[] given = BoundedBody.read(body, LONGEST);
        Resolved request = features.resolve(given);
        int values = request.rows() * request.plan().columns().size();
        if (values > MOST_VALUES) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "%d values are more than %d; ask for fewer rows at once".formatted(values, MOST_VALUES));
        }
        List<Origin> origins = new ArrayList<>(values);
        for (int row = 0; row < request.rows(); row++) {
            explain(request, row, origins);
        }
        return new ProvenanceResponse(Instant.EPOCH.plus(request.now(), ChronoUnit.MICROS), origins);
    }

    private void explain(Resolved request, int row, List<Origin> origins) {
        List<List<Provenance>> byPart = new ArrayList<>();
        for (int part = 0; part < request.plan().parts().size(); part++) {
            byPart.add(request.plan().parts().get(part).view().provenance(request.key(part, row), request.now()));
        }
        for (RequestPlan.OutputColumn column : request.plan().columns()) {
            RequestPlan.Part part = request.plan().parts().get(column.part());
            Map<String, Object> entity = new LinkedHashMap<>();
            @Nullable Object[] key = request.key(column.part(), row);
            int i = 0;
            for (String name : part.keys().keySet()) {
                @Nullable Object value = key[i++];
                if (value != null) {
                    entity.put(name, value);
                }
            }
            origins.add(
                    origin(row, entity, column.name(), byPart.get(column.part()).get(column.feature())));
        }
    }

    private Origin origin(int row, Map<String, Object> entity, String name, Provenance value) {
        return new Origin(
                row,
                entity,
                name,
                value.view().value(),
                value.version(),
                value.feature(),
                value.value(),
                value.status().name(),
                value.rowTime()
                        .or(() -> value.tiles().map(Provenance.TileRange::last))
                        .orElse(null),
                value.rowTime().orElse(null),
                value.tiles()
                        .map(tiles -> new Tiles(tiles.windowStart(), tiles.first(), tiles.last()))
                        .orElse(null),
                new Table(warehouse.featureLog(value.view(), value.version()), value.tableVersion()),
                value.runs().stream().map(this::run).toList());
    }

    private Run run(String id) {
        return history.run(id)
                .map(logged -> new Run(
                        id,
                        logged.subject(),
                        logged.snapshot().orElse(null),
                        logged.contract().orElse(null),
                        verdict(logged),
                        logged.inputs(),
                        logged.at(),
                        logged.lineageRun().orElse(null)))
                .orElseGet(() -> new Run(id, null, null, null, null, List.of(), null, null));
    }

    private static Verdict verdict(RunEntry run) {
        return new Verdict(run.status(), run.rows(), run.broken());
    }
}
