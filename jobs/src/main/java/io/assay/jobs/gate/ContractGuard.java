package io.assay.jobs.gate;

import io.assay.definition.Fault;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.ContractChange;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.project.DefinitionReader;
import io.assay.jobs.publication.PublishedTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a contract with the one its dataset was last published under. */
final class ContractGuard {
    /** Table property: the contract that was published last, as canonical JSON. */
    private static final String CONTRACT = "assay.contract";

    private ContractGuard() {}

    /** A contract in canonical JSON as the table keeps it. */
    static Map<String, String> property(String json) {
        return Map.of(CONTRACT, json);
    }

    /**
     * Whether the table was last published under this very contract.
     *
     * @throws InvalidDefinitionException if it differs in a way that breaks readers of the table
     */
    static boolean unchanged(PublishedTable table, DataContract contract, DatasetContract dataset) {
        Optional<String> before = table.property(CONTRACT);
        if (before.isEmpty() || before.get().equals(contract.json())) {
            return before.isPresent();
        }
        List<Fault> breaking = DefinitionReader.contract(before.get()).datasets().stream()
                .filter(old -> old.name().equals(dataset.name()))
                .flatMap(old -> ContractChange.between(old, dataset).stream())
                .filter(ContractChange::breaksReaders)
                .map(change -> fault(contract, dataset, change))
                .toList();
        if (!breaking.isEmpty()) {
            throw new InvalidDefinitionException(breaking);
        }
        return false;
    }

    /** The dataset as the contract had it that the table was last published under. */
    static Optional<DatasetContract> before(PublishedTable table, DatasetContract dataset) {
        return table.property(CONTRACT).stream()
                .flatMap(json -> DefinitionReader.contract(json).datasets().stream())
                .filter(old -> old.name().equals(dataset.name()))
                .findFirst();
    }

    private static Fault fault(DataContract contract, DatasetContract dataset, ContractChange change) {
        return new Fault(
                "",
                0,
                "contract %s %s, dataset %s: %s"
                        .formatted(contract.id(), contract.version(), dataset.name(), change.at()),
                change.what() + ", which breaks readers of the published table",
                change.fix());
    }
}
