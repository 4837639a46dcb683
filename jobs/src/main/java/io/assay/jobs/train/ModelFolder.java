package io.assay.jobs.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.failure.ExternalException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;

/** Where the trained versions of a model are kept: {@code pipeline/} as MLlib saves it, and {@code model.json}. */
final class ModelFolder {
    /** Of {@code model.json}; a later one may have changed what fields mean. */
    private static final int FORMAT_VERSION = 1;

    private final SparkSession spark;
    private final Path folder;

    ModelFolder(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = new Path(folder);
    }

    /** Writes beside and renames: a version is there completely or not at all. Returns its folder. */
    String keep(String version, PipelineModel pipeline, ObjectNode document) {
        Path target = new Path(folder, version);
        Path beside = new Path(folder, "." + version + ".writing");
        try {
            pipeline.write().overwrite().save(new Path(beside, "pipeline").toString());
            FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
            try (OutputStream out = files.create(new Path(beside, "model.json"), true)) {
                ObjectNode stored = document.deepCopy().put("format_version", FORMAT_VERSION);
                out.write(stored.toPrettyString().getBytes(StandardCharsets.UTF_8));
            }
            if (!files.rename(beside, target)) {
                throw new IOException("%s could not be renamed to %s".formatted(beside, version));
            }
            return target.toString();
        } catch (IOException e) {
            throw new ExternalException(
                    target.toString(), "cannot be written: " + e.getMessage(), "check the warehouse's permissions", e);
        }
    }
}
