package io.assay.jobs.layout;

import io.assay.definition.contract.Choice;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.WriteMode;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.publication.TableSettingsChange;
import io.assay.validation.decision.Decision;
import io.assay.validation.decision.DistinctCounts;
import io.assay.validation.layout.FileSizePolicy;
import io.assay.validation.layout.PartitioningPolicy;
import io.assay.validation.layout.TableShape;
import io.assay.validation.novelty.BatchSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Partitioning and file size of a table for the batches after the one that is published now. They change in the commit
 * that publishes that batch, so there is no state in between; existing files stay as they are. The table is measured by
 * the statistics of its files, when its size has doubled or halved since the last measurement.
 */
public final class TableLayout {
    /** Table property: bytes of the table when it was measured last, and the size of a partition then. */
    private static final String MEASURED = "assay.layout.measured";

    /** Iceberg's own: what any writer of the table follows. */
    private static final String FILE_SIZE = "write.target-file-size-bytes";

    /** A batch of a smaller table is one file, so no file size is chosen. */
    private static final long LEAST_BYTES = 32L << 20;

    private final PublishedTable table;
    private final DatasetContract dataset;
    private final List<Decision> decisions = new ArrayList<>();
    private Map<String, String> properties = new HashMap<>();
    private Optional<List<String>> partitioning = Optional.empty();

    private TableLayout(PublishedTable table, DatasetContract dataset) {
        this.table = table;
        this.dataset = dataset;
    }

    /**
     * Chooses for the batches after this one.
     *
     * @param before the contract that the table was published under last
     * @param batch what was measured of its rows
     */
    public static TableLayout after(
            StagedBatch staged,
            PublishedTable table,
            DatasetContract dataset,
            Optional<DatasetContract> before,
            BatchSummary batch) {
        TableLayout layout = new TableLayout(table, dataset);
        layout.fileSize(staged);
        if (dataset.adaptation().partitions()) {
            layout.partitions(staged, batch);
        } else {
            before.filter(old -> layout.differs(old)).ifPresent(old -> layout.declared());
        }
        return layout;
    }

    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /** The same change with these properties too. */
    public TableSettingsChange change(Map<String, String> more) {
        return new TableSettingsChange(properties, partitioning).with(more);
    }

    private boolean differs(DatasetContract old) {
        return !dataset.replacesPartitions()
                && (old.adaptation().partitions() || !old.partitioning().equals(dataset.partitioning()))
                && !List.copyOf(dataset.partitioning()).equals(table.partitioning());
    }

    private void declared() {
        String none = "none";
        partitioning = Optional.of(dataset.partitioning());
        decisions.add(Decision.of(
                        Decision.PARTITIONING,
                        Decision.By.PINNED,
                        dataset.partitioning().isEmpty() ? none : String.join(", ", dataset.partitioning()),
                        "the contract says so")
                .ratherThan(table.partitioning().isEmpty() ? none : String.join(", ", table.partitioning())));
    }

    private void fileSize(StagedBatch staged) {
        OptionalLong current = table.property(FILE_SIZE)
                .map(Long::parseLong)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        boolean pinned = dataset.adaptation().word(Choice.FILE_SIZE).isPresent();
        if (!pinned && staged.tableBytes() < LEAST_BYTES) {
            return;
        }
        Decision decision =
                FileSizePolicy.choose(staged.tableBytes(), dataset.writeMode(), current, dataset.adaptation());
        long chosen =
                Choice.FILE_SIZE.read(decision.chosen()).map(Long::parseLong).orElseThrow();
        if (current.isEmpty() || current.getAsLong() != chosen) {
            properties.put(FILE_SIZE, Long.toString(chosen));
            decisions.add(decision);
        }
    }

    private void partitions(StagedBatch staged, BatchSummary batch) {
        PartitioningPolicy policy = PartitioningPolicy.of(dataset.adaptation().bytes(Choice.PARTITION_SIZE));
        if (!policy.isDue(staged.tableBytes(), measuredAt(policy))) {
            return;
        }
        TableShape shape = table.shape(staged, times(), words(batch), key());
        PartitioningPolicy.Chosen chosen = policy.choose(shape, table.partitioning());
        properties.put(MEASURED, staged.tableBytes() + " " + policy.size());
        decisions.add(chosen.decision());
        if (!chosen.transforms().equals(table.partitioning())) {
            partitioning = Optional.of(chosen.transforms());
        }
    }

    private OptionalLong measuredAt(PartitioningPolicy policy) {
        String[] parts = table.property(MEASURED).orElse("").split(" ", -1);
        return parts.length == 2 && parts[1].equals(Long.toString(policy.size()))
                ? OptionalLong.of(Long.parseLong(parts[0]))
                : OptionalLong.empty();
    }

    private List<String> times() {
        return dataset.columns().stream()
                .filter(column -> column.type().isTime())
                .map(ContractColumn::name)
                .sorted(Comparator.comparing(name -> !dataset.primaryKey().contains(name)))
                .toList();
    }

    private List<TableShape.WordShape> words(BatchSummary batch) {
        return dataset.columns().stream()
                .filter(column -> column.type() instanceof ColumnType.StringType)
                .map(column ->
                        new TableShape.WordShape(column.name(), Math.round(DistinctCounts.of(batch, column.name()))))
                .toList();
    }

    private Optional<String> key() {
        return dataset.writeMode() == WriteMode.UPSERT && dataset.primaryKey().size() == 1
                ? Optional.of(dataset.primaryKey().get(0))
                : Optional.empty();
    }
}
