package io.assay.jobs.lookup;

import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.warehouse.CatalogOptions;
import io.assay.jobs.warehouse.Warehouse;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/** Finds Iceberg tables. A catalog that nobody has written to yet is left as it is: it has no tables. */
public final class DatasetLookup implements AutoCloseable {
    private static final String SQLITE = "jdbc:sqlite:";
    /** SQLSTATE of a table that does not exist: PostgreSQL's, and the one of ODBC that other databases use. */
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02");

    private final Map<String, String> options;
    private final Configuration hadoop;
    private @Nullable Catalog catalog;
    private @Nullable DatasetTables tables;

    DatasetLookup(Warehouse warehouse, Configuration hadoop) {
        this.options = new LinkedHashMap<>(CatalogOptions.of(warehouse));
        this.options.putIfAbsent("jdbc.init-catalog-tables", "false");
        this.hadoop = hadoop;
    }

    /** The table, if it exists. */
    public Optional<PublishedTable> find(TableIdentifier name) {
        if (!catalogExists()) {
            return Optional.empty();
        }
        try {
            return tables().find(name);
        } catch (RuntimeException e) {
            if (isWithoutTables(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private DatasetTables tables() {
        if (tables == null) {
            catalog = CatalogUtil.buildIcebergCatalog(Warehouse.CATALOG, options, hadoop);
            tables = new DatasetTables(catalog);
        }
        return tables;
    }

    /** Ends the connections to the catalog. */
    @Override
    public void close() {
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean catalogExists() {
        String uri = options.getOrDefault("uri", "");
        String file = uri.startsWith(SQLITE + "/") ? uri.substring(SQLITE.length()) : "/";
        return Files.exists(Path.of(file));
    }

    private static boolean isWithoutTables(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return NO_SUCH_TABLE.contains(String.valueOf(sql.getSQLState()))
                        || String.valueOf(sql.getMessage()).contains("no such table");
            }
        }
        return false;
    }
}
