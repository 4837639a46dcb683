package io.assay.jobs.features;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;

/**
 * Data files in the folder of a Delta table that no commit names. Delta's own vacuum waits a week before it deletes.
 */
final class LeftOverFiles {
    private final Path folder;
    private final SparkSession spark;

    LeftOverFiles(SparkSession spark, String folder) {
        this.folder = new Path(folder);
        this.spark = spark;
    }

    /**
     * Deletes them.
     *
     * @param alone whether no other process writes to the table; called after the files are listed, so that a file of a
     *     process that began since is not among them
     * @param table gives the newest commit, called after that; empty if there is no commit
     */
    void remove(BooleanSupplier alone, Supplier<Optional<Snapshot>> table) {
        try {
            FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
            List<Path> found = new ArrayList<>();
            for (FileStatus file : files.listStatus(folder)) {
                if (file.getPath().getName().endsWith(".parquet")) {
                    found.add(file.getPath());
                }
            }
            if (found.isEmpty() || !alone.getAsBoolean()) {
                return;
            }
            Set<String> named = new HashSet<>();
            table.get().ifPresent(snapshot -> {
                snapshot.allFiles().toDF().select("path").collectAsList().forEach(row -> named.add(row.getString(0)));
                snapshot.tombstones().toDF().select("path").collectAsList().forEach(row -> named.add(row.getString(0)));
            });
            for (Path file : found) {
                if (!named.contains(file.getName())) {
                    files.delete(file, false);
                }
            }
        } catch (FileNotFoundException none) {
            // nothing was ever written
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
