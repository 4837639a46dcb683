package io.assay.definition.internal.sql;

import java.util.List;
import java.util.Optional;

/** What a query can read by name. */
public interface SqlTables {
    /** The columns of a dataset; empty if there is no such dataset here. */
    Optional<List<String>> dataset(String name);

    /** The names of all datasets there are. */
    List<String> names();

    /** Whether a dataset that is not among them can be elsewhere. */
    boolean open();
}
