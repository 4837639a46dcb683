package io.assay.jobs.publication;

import java.util.List;
import java.util.function.Predicate;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * What processes that died left behind in the tables of a dataset: branches that nobody will publish, and data files.
 * The next run on the dataset removes it. It never touches what belongs to a live process or to a held batch, nor a
 * file that some snapshot of a table has.
 */
public final class LeftOvers {
    private final RunLeases leases;
    private final DatasetTables tables;
    private final List<TableIdentifier> names;

    /** Of these tables. */
    public LeftOvers(RunLeases leases, DatasetTables tables, List<TableIdentifier> names) {
        this.leases = leases;
        this.tables = tables;
        this.names = List.copyOf(names);
    }

    /**
     * Removes what dead processes left that worked on {@code subject}.
     *
     * @param held whether a run had ended, and its branches wait for a decision
     * @return the runs whose processes died
     */
    public List<DeadRun> remove(String subject, Predicate<DeadRun> held) {
        List<DeadRun> runs = leases.dead(subject);
        for (DeadRun run : runs) {
            if (!held.test(run)) {
                names.forEach(
                        name -> tables.find(name).ifPresent(table -> table.removeLeftOvers(run.run(), run.token())));
            }
            leases.forget(run);
        }
        return runs;
    }
}
