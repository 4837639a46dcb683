package io.assay.jobs.stream;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.JobException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.run.RunEnvironment;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.SourceFiles;
import io.assay.validation.source.Input;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A folder that files come into. They are read as {@code ingest} reads them. */
final class FolderSource implements StreamSource {
    /** Files a micro-batch takes at most. */
    private static final int FILES = 1_000;

    private final RunEnvironment environment;
    private final BatchDataset subject;
    private final String folder;
    private final Optional<String> format;

    private FolderSource(RunEnvironment environment, BatchDataset subject, String folder, Optional<String> format) {
        this.environment = environment;
        this.subject = subject;
        this.folder = folder;
        this.format = format;
    }

    static FolderSource open(RunEnvironment environment, BatchDataset subject, String folder, Optional<String> format) {
        Path path = new Path(folder);
        try {
            var files = path.getFileSystem(environment.hadoop());
            if (!files.exists(path) || !files.getFileStatus(path).isDirectory()) {
                throw new DataException("--input " + folder, "is not a folder", "name the folder that files come into");
            }
            SourceFiles.check(folder, environment.hadoop());
        } catch (IOException e) {
            throw new ExternalException("--input " + folder, String.valueOf(e.getMessage()), "make it readable", e);
        }
        return new FolderSource(environment, subject, folder, format);
    }

    @Override
    public String name() {
        return folder;
    }

    @Override
    public String identity() {
        return folder;
    }

    @Override
    public void check(String checkpoint) {
        // Spark's own checkpoint keeps the files
    }

    /** The names of new files. */
    @Override
    public Dataset<Row> open() {
        return environment
                .spark()
                .readStream()
                .format("binaryFile")
                .schema("path STRING, modificationTime TIMESTAMP, length BIGINT, content BINARY")
                .option("recursiveFileLookup", "true")
                .option("maxFilesPerTrigger", FILES)
                .load(folder)
                .select("path");
    }

    @Override
    public Optional<Input> input(Dataset<Row> micro) {
        List<String> paths = micro.collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
        return paths.isEmpty() ? Optional.empty() : Optional.of(new Input(paths, format, Map.of()));
    }

    @Override
    public Batch read(Dataset<Row> micro, Input input) {
        SourceFiles.check(folder, environment.hadoop()); // Spark leaves out what it cannot look at
        return Gate.of(subject.dataset()).read(environment.spark(), input);
    }

    @Override
    public Optional<JobException> failure(Throwable thrown) {
        return Optional.empty();
    }
}
