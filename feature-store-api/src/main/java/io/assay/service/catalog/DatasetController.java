package io.assay.service.catalog;

import io.assay.online.OnlineStore;
import io.assay.online.log.RunEntry;
import io.assay.online.log.RunHistory;
import io.assay.service.catalog.DatasetResponse.QualityAnswer;
import io.assay.service.catalog.DatasetResponse.RunAnswer;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Datasets under contract, the runs of their gate, and the newest verdict on each. */
@RestController
@RequestMapping("/v1/datasets")
final class DatasetController {
    private final DatasetCatalog datasets;
    private final RunHistory history;

    DatasetController(OnlineStore store, RunHistory history) {
        this.datasets = new DatasetCatalog(store);
        this.history = history;
    }

    record Known(List<DatasetResponse> datasets) {}

    record Runs(String dataset, List<RunAnswer> runs) {}

    @GetMapping
    Known all() {
        return new Known(datasets.byName().values().stream().map(this::answer).toList());
    }

    @GetMapping("/{name}")
    DatasetResponse one(@PathVariable String name) {
        return answer(known(name));
    }

    /** Newest first. */
    @GetMapping("/{name}/runs")
    Runs runs(@PathVariable String name, @RequestParam(defaultValue = "100") int limit) {
        known(name);
        if (limit < 1) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "limit: %d is not above zero; give 1 or more".formatted(limit));
        }
        return new Runs(
                name,
                history.gate(name).stream().limit(limit).map(RunAnswer::of).toList());
    }

    @GetMapping("/{name}/quality")
    QualityAnswer quality(@PathVariable String name) {
        known(name);
        Optional<RunEntry> validated = history.gate(name).stream()
                .filter(run -> !run.rules().isEmpty())
                .findFirst();
        return new QualityAnswer(
                name,
                validated.map(RunAnswer::of).orElse(null),
                validated.map(RunEntry::rules).orElse(List.of()),
                history.metrics(name));
    }

    private DatasetResponse answer(DatasetCatalog.Contracted contracted) {
        String name = contracted.dataset().name().value();
        return DatasetResponse.of(contracted, history.gate(name).stream().findFirst());
    }

    private DatasetCatalog.Contracted known(String name) {
        DatasetCatalog.Contracted contracted = datasets.byName().get(name);
        if (contracted == null) {
            throw new NotFoundException("dataset", name, datasets.byName().keySet());
        }
        return contracted;
    }
}
