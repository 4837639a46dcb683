package io.assay.validation.internal.table;

import io.assay.validation.internal.files.FileContent;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.thread.ParallelTasks;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** Reads the schemas of many files, several at a time: on object stores each costs two round trips. */
record SchemaReading(FileSchema.Reader reader, String format, Configuration hadoop) {
    private static final int AT_ONCE = 16;

    /** In the order of the files; the first fault ends it. */
    List<FileSchema> all(List<FileStatus> files) {
        List<Callable<FileSchema>> reading = new ArrayList<>();
        for (FileStatus file : files) {
            reading.add(() -> one(file));
        }
        return ParallelTasks.run(AT_ONCE, "schemas were read", reading);
    }

    private FileSchema one(FileStatus file) {
        try {
            return reader.read(file);
        } catch (UnreadableSourceException e) {
            throw otherContent(file).orElse(e);
        } catch (IOException e) {
            throw otherContent(file)
                    .orElseGet(() -> new UnreadableSourceException(
                            TypedFiles.name(file),
                            "cannot be read: " + e.getMessage(),
                            "check that it is there and complete, its format (--format) and your rights",
                            e));
        }
    }

    /** What the file is, if it is something else. */
    private Optional<UnreadableSourceException> otherContent(FileStatus file) {
        try (InputStream in = SourceListing.open(file.getPath(), hadoop)) {
            return FileContent.of(in.readNBytes(FileContent.LENGTH))
                    .filter(content ->
                            !content.name().equalsIgnoreCase(format) && content != FileContent.ENCRYPTED_PARQUET)
                    .map(content -> content.refused(TypedFiles.name(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
