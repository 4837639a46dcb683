package io.assay.jobs.warehouse;

import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.UsageException;
import io.assay.validation.source.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.source.HasIcebergCatalog;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Spark's session for one project. The Spark context is the JVM's; the catalog and all SQL settings are the session's
 * own, so that several projects may share a JVM.
 */
public final class Session {
    private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";
    private static final String ICEBERG = "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions";

    private static final String EXCLUDED_RULES = "spark.sql.adaptive.optimizer.excludedRules";

    /**
     * Of a query whose shuffle turns out to be empty it removes the part before the shuffle, with what was counted
     * there.
     */
    private static final String REMOVAL_OF_EMPTY_PARTS =
            "org.apache.spark.sql.execution.adaptive.AQEPropagateEmptyRelation";

    /** What Spark has where nothing is set. */
    private static final String SPARKS_SHUFFLE_PARTITIONS = "200";

    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

    /** Ours: nobody set the number of shuffle partitions. */
    private static final String CHOSEN = "spark.assay.chooses.shufflePartitions";

    private Session() {}

    /**
     * Opens a session; weakest first: what we choose, {@code spark} of assay.yaml, what spark-submit was given,
     * {@code --spark}.
     */
    public static SparkSession open(Warehouse warehouse, Map<String, String> project, Map<String, String> given) {
        checkJava(Runtime.version().feature());
        makeLocalFolder(warehouse);
        return opened(warehouse, project, given, Map.of());
    }

    /** The same for a command that only reads the warehouse; the warehouse may be read-only. */
    public static SparkSession openToRead(Warehouse warehouse, Map<String, String> project, Map<String, String> given) {
        checkJava(Runtime.version().feature());
        if (isReadOnly(warehouse)) {
            return opened(warehouse, project, given, AssayCatalog.READ_ONLY);
        }
        makeLocalFolder(warehouse);
        return opened(warehouse, project, given, Map.of());
    }

    private static SparkSession opened(
            Warehouse warehouse, Map<String, String> project, Map<String, String> given, Map<String, String> access) {
        SparkConf submitted = new SparkConf();
        Map<String, String> settings = new LinkedHashMap<>(chosen());
        settings.putAll(project);
        for (scala.Tuple2<String, String> entry : submitted.getAll()) {
            settings.put(entry._1(), entry._2());
        }
        settings.putAll(given);
        if (!settings.containsKey(SHUFFLE_PARTITIONS)) {
            settings.put(CHOSEN, "true");
        }
        String master = settings.computeIfAbsent("spark.master", key -> "local[*]");
        if (master.startsWith("local")) {
            local().forEach(settings::putIfAbsent);
        }
        settings.put("spark.sql.extensions", list(settings.get("spark.sql.extensions"), DELTA, ICEBERG));
        settings.put(EXCLUDED_RULES, list(settings.get(EXCLUDED_RULES), REMOVAL_OF_EMPTY_PARTS));
        settings.putAll(catalog(warehouse, access));

        SparkConf conf = new SparkConf(false);
        settings.forEach(conf::set);
        SparkSession shared = started(conf);
        SparkSession own = shared.newSession();
        settings.forEach((key, value) -> {
            if (key.startsWith("spark.assay.")) {
                own.conf().set(key, value);
            } else if (key.startsWith("spark.sql.") || key.startsWith("spark.databricks.")) {
                if (own.conf().isModifiable(key) || key.startsWith("spark.sql.catalog.")) {
                    own.conf().set(key, value);
                }
            }
        });
        SparkSession.setActiveSession(own);
        return own;
    }

    private static SparkSession started(SparkConf conf) {
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception e) { // Scala throws what it does not declare
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            if (e instanceof SparkException && reason.toLowerCase(Locale.ROOT).contains("master url")) {
                throw new UsageException(
                        "spark.master",
                        "'%s' is not a master that Spark knows".formatted(conf.get("spark.master")),
                        "write local[2], spark://HOST:PORT, yarn or k8s://HOST:PORT in --spark or assay.yaml",
                        e);
            }
            if (e instanceof IllegalArgumentException) {
                throw new UsageException(
                        "Spark's settings", "Spark does not take them: " + reason, "check --spark and assay.yaml", e);
            }
            if (e instanceof SparkException) {
                throw new ExternalException(
                        "Spark", "does not start: " + reason, "check its settings, or try again", e);
            }
            throw e;
        }
    }

    /**
     * Iceberg's own API to the tables of a session: the catalog beneath Spark's catalog {@code assay}. Tables are
     * loaded anew each time, never cached.
     */
    public static Catalog iceberg(SparkSession spark) {
        return ((HasIcebergCatalog) spark.sessionState().catalogManager().catalog(Warehouse.CATALOG)).icebergCatalog();
    }

    /** Spark 3.5 fails on later ones, in places that do not say why. */
    static void checkJava(int feature) {
        if (feature != 17) {
            throw new UsageException(
                    "java",
                    "Spark 3.5 runs on Java 17, and this is Java %d (%s)"
                            .formatted(feature, System.getProperty("java.home")),
                    "set JAVA_HOME to a JDK 17");
        }
    }

    /** The usual number of shuffle partitions, which may follow what is measured; empty if somebody set it. */
    public static Optional<Integer> chosenShufflePartitions(SparkSession spark) {
        if (!Boolean.parseBoolean(spark.conf().get(CHOSEN, "false"))) {
            return Optional.empty();
        }
        boolean local = spark.sparkContext().isLocal();
        return Optional.of(Integer.parseInt(
                local ? Objects.requireNonNull(local().get(SHUFFLE_PARTITIONS)) : SPARKS_SHUFFLE_PARTITIONS));
    }

    private static Map<String, String> chosen() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.app.name", "assay");
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.databricks.delta.snapshotPartitions", "2");
        // a longer method is never compiled by the JVM: better many short ones, as Spark generates without whole-stage
        // compilation
        settings.put("spark.sql.codegen.hugeMethodLimit", "8000");
        // Spark keeps the code of 100 queries' parts; one batch through the gate has more, and the next has the same
        settings.put("spark.sql.codegen.cache.maxEntries", "1000");
        settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        // dates before 1582 and timestamps before 1900 mean the same everywhere: the proleptic Gregorian calendar,
        // unless a file says that Spark 2 wrote it in the Julian one
        for (String format : new String[] {"parquet.datetime", "parquet.int96", "avro.datetime"}) {
            settings.put("spark.sql.%sRebaseModeInWrite".formatted(format), "CORRECTED");
            settings.put("spark.sql.%sRebaseModeInRead".formatted(format), "CORRECTED");
        }
        settings.put(ParquetTable.SETTING, "true");
        // a stream reads a folder that Spark's streams also write to as it reads any other: all that is in it
        settings.put("spark.sql.streaming.fileStreamSink.ignoreMetadata", "true");
        return settings;
    }

    /** Settings for one machine that would slow a cluster down. */
    private static Map<String, String> local() {
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SHUFFLE_PARTITIONS, Integer.toString(Math.max(2, Math.min(cores, 16))));
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.ui.showConsoleProgress", "false");
        // a task that asks for too much memory fails; it does not end this process, which reports it
        settings.put("spark.executor.killOnFatalError.depth", "0");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        settings.put("spark.driver.host", "localhost");
        settings.put("spark.log.level", "WARN");
        // neither starts a process for every file that it makes
        settings.put("spark.hadoop.fs.file.impl", LocalFiles.class.getName());
        settings.put(
                "spark.sql.streaming.checkpointFileManagerClass",
                "org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager");
        settings.put("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/assay-spark-warehouse");
        return settings;
    }

    private static String list(@Nullable String given, String... own) {
        String ours = String.join(",", own);
        return given == null || given.isBlank() ? ours : given + "," + ours;
    }

    private static Map<String, String> catalog(Warehouse warehouse, Map<String, String> access) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        String prefix = "spark.sql.catalog." + Warehouse.CATALOG;
        settings.put(prefix, AssayCatalog.class.getName());
        // set in each session: where nothing is set, it has the value of the JVM's first session
        AssayCatalog.WRITABLE.forEach((key, value) -> settings.put(prefix + "." + key, value));
        CatalogOptions.of(warehouse).forEach((key, value) -> settings.put(prefix + "." + key, value));
        access.forEach((key, value) -> settings.put(prefix + "." + key, value));
        settings.put("spark.sql.defaultCatalog", Warehouse.CATALOG);
        return settings;
    }

    private static boolean isReadOnly(Warehouse warehouse) {
        return warehouse
                .localFolder()
                .map(folder -> folder.resolve("assay"))
                .filter(folder -> Files.isDirectory(folder) && !Files.isWritable(folder))
                .isPresent();
    }

    private static void makeLocalFolder(Warehouse warehouse) {
        if (warehouse.localFolder().isEmpty()) {
            return;
        }
        Path folder = warehouse.localFolder().get().resolve("assay");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(warehouse, e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(warehouse, null);
        }
    }

    private static ExternalException unwritable(Warehouse warehouse, @Nullable IOException cause) {
        String fix = "make it writable, or name another one under 'warehouse' in assay.yaml";
        String where = "warehouse " + warehouse.root();
        return cause == null
                ? new ExternalException(where, "cannot be written", fix)
                : new ExternalException(where, "cannot be written: " + cause.getMessage(), fix, cause);
    }
}
