package io.assay.service.catalog;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.project.DefinitionReader;
import io.assay.online.OnlineStore;
import io.assay.online.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The datasets under contract, by name; the contracts are read once for each catalog. */
final class DatasetCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetCatalog.class);

    private final OnlineStore store;
    private volatile @Nullable Read read;

    DatasetCatalog(OnlineStore store) {
        this.store = store;
    }

    /** A dataset and the contract it is in. */
    record Contracted(DatasetContract dataset, DataContract contract) {}

    private record Read(Catalog catalog, Map<String, Contracted> datasets) {}

    @SuppressWarnings("ReferenceEquality") // a catalog is the same instance until something changes
    Map<String, Contracted> byName() {
        Catalog catalog = store.catalog();
        Read current = read;
        if (current == null || current.catalog() != catalog) {
            current = new Read(catalog, read(catalog));
            read = current;
        }
        return current.datasets();
    }

    private static Map<String, Contracted> read(Catalog catalog) {
        Map<String, Contracted> datasets = new LinkedHashMap<>();
        for (String json : catalog.contracts().values()) {
            try {
                DataContract contract = DefinitionReader.contract(json);
                contract.datasets()
                        .forEach(dataset -> datasets.put(dataset.name().value(), new Contracted(dataset, contract)));
            } catch (InvalidDefinitionException unreadable) {
                LOG.warn("a contract of assay/definitions is left out: {}", unreadable.getMessage());
            }
        }
        return datasets;
    }
}
