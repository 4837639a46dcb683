package io.assay.definition.contract;

import io.assay.definition.InvalidDefinitionException;
import java.util.List;
import java.util.Optional;

/**
 * A dataset under contract: an ODCS schema object.
 *
 * @param original the schema object's own name, where it had to be folded to fit {@code name}
 * @param nullValues texts that a CSV or JSON source uses for null; the empty text is null too
 * @param primaryKey in order; empty if there is none
 * @param updates how rows change what is published; {@link UpdateRules#NONE} where the contract says nothing
 * @param maxQuarantined percentage, 0 to 100: more than that holds the batch
 * @param partitioning Iceberg transforms such as {@code days(time_hour)}, in order; none where it is chosen
 * @param adaptation what follows what is measured
 */
public record DatasetContract(
        DatasetName name,
        String original,
        Optional<String> description,
        List<ContractColumn> columns,
        List<Rule> rules,
        List<String> primaryKey,
        WriteMode writeMode,
        UpdateRules updates,
        UniqueWithin uniqueWithin,
        double maxQuarantined,
        List<String> partitioning,
        Adaptation adaptation,
        Novelty novelty,
        List<String> nullValues,
        Optional<SourceFormat> source) {
    public DatasetContract {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        primaryKey = List.copyOf(primaryKey);
        partitioning = List.copyOf(partitioning);
        nullValues = List.copyOf(nullValues);
        if (!(maxQuarantined >= 0 && maxQuarantined <= 100)) { // so written that NaN fails too
            throw new InvalidDefinitionException(
                    "dataset " + name, "maxQuarantined is " + maxQuarantined, "give a percentage from 0 to 100");
        }
    }

    /**
     * What happens to a batch that differs from its history, and how many false alarms are accepted: {@code alarms} in
     * {@code batches}.
     *
     * @param alarms at least 1
     * @param batches more than {@code alarms}
     */
    public record Novelty(Response response, int alarms, int batches) {
        /** Nothing, a warning, or it is held. */
        public enum Response {
            OFF,
            WARN,
            FAIL
        }

        public static final Novelty OFF = new Novelty(Response.OFF, 1, 30);
        /** A warning; one false alarm a month at one batch a day. */
        public static final Novelty DEFAULT = new Novelty(Response.WARN, 1, 30);

        public Novelty {
            if (alarms < 1 || batches <= alarms) {
                throw new InvalidDefinitionException(
                        "novelty",
                        "%d false alarms per %d batches".formatted(alarms, batches),
                        "give at least one alarm and more batches, such as 1 per 30 batches");
            }
        }
    }

    /** A copy with these rules. */
    public DatasetContract withRules(List<Rule> others) {
        return new DatasetContract(
                name,
                original,
                description,
                columns,
                others,
                primaryKey,
                writeMode,
                updates,
                uniqueWithin,
                maxQuarantined,
                partitioning,
                adaptation,
                novelty,
                nullValues,
                source);
    }

    /** Whether a batch takes the place of the partitions it has rows in. */
    public boolean replacesPartitions() {
        return writeMode == WriteMode.REPLACE && updates.replaced() == UpdateRules.Replaced.PARTITION;
    }

    public Optional<ContractColumn> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }
}
