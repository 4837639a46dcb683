package io.assay.warehouse.definition;

import io.assay.warehouse.TableSchema;
import io.assay.warehouse.TableType;

/** Columns of the table of definitions. Of each kind and name the newest row decides whether it is live. */
public final class DefinitionColumns {
    /** A word of {@link DefinitionKind}. */
    public static final String KIND = "kind";

    public static final String NAME = "name";
    public static final String VERSION = "version";
    /** The definition as canonical JSON. */
    public static final String JSON = "json";
    /** Of a view: a JSON object of feature and type. */
    public static final String FEATURES = "features";
    /** Whether readers use this version from then on. */
    public static final String LIVE = "live";
    /** The run that used it. */
    public static final String RUN = "run";
    /** Git commit of the project. */
    public static final String COMMIT = "commit";

    public static final String AT = "at";

    public static final TableSchema SCHEMA = TableSchema.empty()
            .with(KIND, TableType.STRING)
            .with(NAME, TableType.STRING)
            .with(VERSION, TableType.STRING)
            .with(JSON, TableType.STRING)
            .with(FEATURES, TableType.STRING)
            .with(LIVE, TableType.BOOLEAN)
            .with(RUN, TableType.STRING)
            .with(COMMIT, TableType.STRING)
            .with(AT, TableType.TIMESTAMP);

    private DefinitionColumns() {}
}
