package io.assay.jobs.kafka;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.UsageException;
import io.assay.validation.source.RecordFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** The schema files of a topic's Avro values; relative paths begin in the project's folder. */
final class SchemaFiles {
    private final java.nio.file.Path project;
    private final Configuration hadoop;

    SchemaFiles(java.nio.file.Path project, Configuration hadoop) {
        this.project = project;
        this.hadoop = hadoop;
    }

    RecordFormat.Avro read(TopicOptions options) {
        String files = options.option(TopicOptions.SCHEMA_FILES)
                .orElseThrow(() -> new UsageException(
                        TopicOptions.SCHEMA_FILES,
                        "is missing: Avro values are read with the schemas that they were written with",
                        "name them by their ids, such as schemaFiles: '7=orders-v1.avsc,9=orders-v2.avsc', in"
                                + " customProperties of the contract's server of type kafka, or with"
                                + " --spark spark.assay.kafka.schemaFiles=…"));
        Map<Integer, String> writers = new TreeMap<>();
        for (String entry : files.split(",", -1)) {
            int equals = entry.indexOf('=');
            writers.put(id(entry, equals), text(entry.substring(equals + 1).strip()));
        }
        Optional<String> reader =
                options.option(TopicOptions.READER_SCHEMA_FILE).map(this::text);
        return new RecordFormat.Avro(writers, reader);
    }

    private static int id(String entry, int equals) {
        try {
            return Integer.parseInt(entry.substring(0, Math.max(0, equals)).strip());
        } catch (NumberFormatException e) {
            throw new UsageException(
                    TopicOptions.SCHEMA_FILES,
                    "'%s' is not ID=PATH".formatted(entry.strip()),
                    "write the id of the schema, =, and its file: 7=orders-v1.avsc",
                    e);
        }
    }

    private String text(String file) {
        Path path = new Path(file.contains(":/") ? file : project.resolve(file).toString());
        try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            throw new DataException(
                    "schema file " + file, "does not exist: " + path, "paths begin in the project's folder", e);
        } catch (IOException e) {
            throw new ExternalException(
                    "schema file " + file, "cannot be read: " + e.getMessage(), "make it readable", e);
        }
    }
}
