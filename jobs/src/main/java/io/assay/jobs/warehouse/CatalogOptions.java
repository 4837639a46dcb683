package io.assay.jobs.warehouse;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.project.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Options of the Iceberg catalog, as {@code assay.yaml} asks for it. */
public final class CatalogOptions {
    private CatalogOptions() {}

    /** Keys as Iceberg names them, without Spark's prefix. */
    public static Map<String, String> of(Warehouse warehouse) {
        Settings.CatalogSettings catalog = warehouse.catalog();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("warehouse", warehouse.root());
        // another process publishes too: a cached table would be yesterday's
        options.put("cache-enabled", "false");
        options.put("type", catalog.type());
        catalog.uri().ifPresent(uri -> options.put("uri", uri));
        if (catalog.type().equals("jdbc")) {
            options.put("jdbc.schema-version", "V1");
            options.computeIfAbsent("uri", key -> sqlite(warehouse));
            if (options.get("uri").startsWith("jdbc:sqlite:")) {
                options.put("jdbc.busy_timeout", "60000");
                options.put("clients", "1");
            }
        }
        options.putAll(catalog.properties());
        return options;
    }

    private static String sqlite(Warehouse warehouse) {
        Path folder = warehouse
                .localFolder()
                .orElseThrow(() -> new InvalidDefinitionException(
                        "assay.yaml: catalog",
                        "a jdbc catalog without uri is a SQLite file, and the warehouse %s is not a local folder"
                                .formatted(warehouse.root()),
                        "give uri: jdbc:postgresql://HOST/DATABASE, or another type (rest, hive, hadoop)"));
        return "jdbc:sqlite:" + folder.resolve("assay").resolve("catalog.db");
    }
}
