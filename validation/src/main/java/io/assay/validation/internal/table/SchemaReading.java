package io.assay.validation.internal.table;

import io.assay.validation.internal.files.FileContent;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** Reads the schemas of many files, several at a time: on object stores each costs two round trips. */
record SchemaReading(FileSchema.Reader reader, String format, Configuration hadoop) {
    private static final int AT_ONCE = 16;

    /** In the order of the files; the first fault ends it. */
    List<FileSchema> all(List<FileStatus> files) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, files.size())));
        try {
            List<Future<FileSchema>> reading = new ArrayList<>();
            for (FileStatus file : files) {
                reading.add(pool.submit(() -> one(file)));
            }
            List<FileSchema> schemas = new ArrayList<>();
            for (Future<FileSchema> schema : reading) {
                schemas.add(schema.get());
            }
            return schemas;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while schemas were read", e);
        } finally {
            pool.shutdownNow();
        }
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
