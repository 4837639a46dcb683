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
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A folder that files come into. They are read as {@code ingest} reads them. */
final class FolderSource implements StreamSource {
    /** Files a micro-batch takes at most. */
    private static final int FILES = 1_000;

    /**
     * How much older than the newest file a file may be. By default Spark leaves out, without a word, what is older by
     * a week: late files, and all others once one has a time in the future.
     */
    private static final String AGE = Long.MAX_VALUE + "ms";

    private final RunEnvironment environment;
    private final BatchDataset subject;
    private final String folder;
    private final Path spelled;
    private final Path real;
    private final Path working;
    private final Optional<String> format;
    private final SeenFiles seen = new SeenFiles();
    private Path path;

    private FolderSource(
            RunEnvironment environment,
            BatchDataset subject,
            String folder,
            Path spelled,
            Path real,
            Path working,
            Optional<String> format) {
        this.environment = environment;
        this.subject = subject;
        this.folder = folder;
        this.spelled = spelled;
        this.real = real;
        this.path = real;
        this.working = working;
        this.format = format;
    }

    static FolderSource open(RunEnvironment environment, BatchDataset subject, String folder, Optional<String> format) {
        Path path = SourceFiles.path(folder, environment.hadoop());
        try {
            FileSystem files = path.getFileSystem(environment.hadoop());
            if (!files.exists(path) || !files.getFileStatus(path).isDirectory()) {
                throw new DataException("--input " + folder, "is not a folder", "name the folder that files come into");
            }
            SourceFiles.check(folder, environment.hadoop());
            Path working = files.makeQualified(files.getWorkingDirectory());
            return new FolderSource(environment, subject, folder, path, real(path), working, format);
        } catch (IOException e) {
            throw new ExternalException("--input " + folder, String.valueOf(e.getMessage()), "make it readable", e);
        }
    }

    /** Without links, which only local paths have. */
    private static Path real(Path path) throws IOException {
        return "file".equals(path.toUri().getScheme())
                ? new Path("file", null, new File(path.toUri().getPath()).getCanonicalPath())
                : path;
    }

    @Override
    public String name() {
        return folder;
    }

    @Override
    public String identity() {
        return real.toString();
    }

    @Override
    public List<String> formerIdentities() {
        return Stream.of(real, spelled)
                .flatMap(name -> FolderSpellings.of(folder, name, working).stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean hasRead(String checkpoint) {
        SeenFiles read = new SeenFiles();
        read.load(checkpoint, environment.hadoop());
        return read.anyIn(real) || read.anyIn(spelled);
    }

    @Override
    public void check(String checkpoint) {
        seen.load(checkpoint, environment.hadoop());
        boolean throughLink = seen.anyIn(spelled) && !seen.anyIn(real); // begun by an earlier version
        path = throughLink ? spelled : real;
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
                .option("maxFileAge", AGE)
                .load(literal(path))
                .select("path");
    }

    /** A path that Spark, which takes it for a pattern, finds this folder by alone. */
    private static String literal(Path path) {
        return path.toString().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
    }

    @Override
    public Optional<Input> input(Dataset<Row> micro) {
        List<String> paths = micro.collectAsList().stream()
                .map(row -> row.getString(0))
                .filter(this::counts)
                .sorted()
                .toList();
        return paths.isEmpty() ? Optional.empty() : Optional.of(new Input(paths, format, Map.of()));
    }

    @Override
    public Batch read(Dataset<Row> micro, Input input) {
        warnOfOverwritten(); // and fails for what Spark leaves out because it cannot look at it
        Batch batch = Gate.of(subject.dataset()).read(environment.spark(), input);
        seen.take(batch.files());
        return batch;
    }

    @Override
    public void ended() {
        warnOfOverwritten();
    }

    private void warnOfOverwritten() {
        seen.overwritten(SourceFiles.of(path.toString(), environment.hadoop()))
                .forEach(file -> environment
                        .monitor()
                        .progress(("%s: was written again after it was read; a stream takes each name once, so what is"
                                        + " new in it is not published: deliver it under another name")
                                .formatted(file)));
    }

    /** By the rule that folders of {@code ingest} have. */
    private boolean counts(String file) {
        String root = path.toUri().getPath();
        String name = new Path(file).toUri().getPath();
        return SourceFiles.counts(name.startsWith(root) ? name.substring(root.length()) : name);
    }

    @Override
    public Optional<JobException> failure(Throwable thrown) {
        return Optional.empty();
    }
}
