package io.assay.jobs.lookup;

import io.assay.jobs.commit.PendingRecords;
import io.assay.jobs.publication.LeaseFolder;
import io.assay.jobs.publication.RunLeases;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.online.catalog.LiveDefinitions;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSnapshot;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * What a warehouse holds, read without Spark and without writing anything: Delta tables by Delta Kernel, as the service
 * reads them, Iceberg tables by Iceberg's own readers. A table that is not there yet has no rows.
 */
public final class WarehouseLookup {
    /** Subject of the leases of computations; their run ids begin with it. */
    public static final String COMPUTE = "compute";

    private final Warehouse warehouse;
    private final Configuration hadoop;

    private WarehouseLookup(Warehouse warehouse, Configuration hadoop) {
        this.warehouse = warehouse;
        this.hadoop = hadoop;
    }

    /** {@code spark}: the settings of a session, of which those of file systems are used. */
    public static WarehouseLookup of(Warehouse warehouse, Map<String, String> spark) {
        return new WarehouseLookup(warehouse, HadoopSettings.of(spark));
    }

    /** With the settings of file systems that a session has. */
    public static WarehouseLookup of(Warehouse warehouse, Configuration hadoop) {
        return new WarehouseLookup(warehouse, hadoop);
    }

    public Warehouse warehouse() {
        return warehouse;
    }

    /** The tables of datasets and of quarantined rows. */
    public DatasetLookup datasets() {
        return new DatasetLookup(warehouse, hadoop);
    }

    /** The feature log of one version of a view. */
    public Optional<TableSnapshot> featureLog(String view, String version) {
        return TableSnapshot.newest(warehouse.layout().featureLog(view, version), hadoop);
    }

    /** What is live of the definitions that runs used. */
    public LiveDefinitions definitions() {
        LiveDefinitions live = new LiveDefinitions();
        TableSnapshot.newest(warehouse.layout().definitions(), hadoop).ifPresent(table -> table.into(live));
        return live;
    }

    /** Whether a path without a scheme is one of this machine. */
    public boolean hasLocalPaths() {
        return "file".equals(FileSystem.getDefaultUri(hadoop).getScheme());
    }

    /** Whether a process died, or works, of whose computation the next one has to complete what is left. */
    public boolean hasUnfinishedComputations() {
        return !new PendingRecords(warehouse, hadoop).runs(COMPUTE + "-").isEmpty()
                || !new RunLeases(new LeaseFolder(warehouse, hadoop))
                        .dead(COMPUTE)
                        .isEmpty();
    }

    /**
     * Some rows of the log of runs.
     *
     * @param columns those to be read
     * @param equal texts by column: only rows with these
     */
    public Stream<TableRow> log(RunRowKind kind, Collection<String> columns, Map<String, String> equal) {
        Map<String, String> wanted = new LinkedHashMap<>(equal);
        wanted.put(RunLogColumns.KIND, kind.word());
        return TableSnapshot.newest(warehouse.layout().log(), hadoop).stream()
                .flatMap(table -> table.rows(columns, wanted).stream());
    }
}
