package io.assay.definition.project;

import io.assay.definition.InvalidDefinitionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code assay.yaml}, merged with an environment's file, with {@code ${NAME}} filled in.
 *
 * @param warehouse absolute: a local path, or a URI of a Hadoop file system
 */
public record Settings(
        String project,
        String warehouse,
        CatalogSettings catalog,
        Online online,
        Optional<LineageSettings> lineage,
        KeptFor retention,
        Map<String, String> spark) {
    public Settings {
        spark = Map.copyOf(spark);
    }

    /**
     * Reads the settings of the project in {@code folder}, and nothing else of it.
     *
     * @param env merges {@code assay.ENV.yaml} over {@code assay.yaml}
     * @throws InvalidDefinitionException with every fault there is
     */
    public static Settings read(Path folder, Optional<String> env) {
        ProjectReader reader = new ProjectReader(folder, System.getenv());
        Optional<Settings> settings = reader.settings(env);
        if (!reader.faults().isEmpty() || settings.isEmpty()) {
            throw new InvalidDefinitionException(reader.faults());
        }
        return settings.get();
    }

    /**
     * Catalog of the Iceberg tables; {@code type} is jdbc, rest, hive or hadoop; {@code properties} go to Iceberg as
     * they are.
     */
    public record CatalogSettings(
            String type, Optional<String> uri, Optional<String> namespace, Map<String, String> properties) {
        public CatalogSettings {
            properties = Map.copyOf(properties);
        }
    }

    /** Online store: {@code embedded} (the only one in this version) or {@code redis}. */
    public record Online(String store, Optional<String> path) {}

    /**
     * For how long {@code maintain} keeps what nobody needs any more; empty where its own default counts.
     *
     * @param snapshots of tables, after another one followed
     * @param held batches that nobody approved
     * @param quarantine rows, open ones too
     */
    public record KeptFor(Optional<Duration> snapshots, Optional<Duration> held, Optional<Duration> quarantine) {
        /** Nothing is set. */
        public static final KeptFor DEFAULT = new KeptFor(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Where lineage events go besides the warehouse. */
    public record LineageSettings(String url, Optional<String> namespace) {}
}
