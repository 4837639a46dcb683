package io.assay.validation;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.SourceFormat;
import io.assay.validation.internal.catalyst.TextRows;
import io.assay.validation.internal.csv.CsvSource;
import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.json.JsonSource;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.table.TableFiles;
import io.assay.validation.internal.table.TableRows;
import io.assay.validation.internal.table.TableSource;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.Input;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Opens an input under a contract. */
final class SourceReader {
    private final SparkSession spark;
    private final DatasetContract dataset;
    private final Configuration hadoop;

    SourceReader(SparkSession spark, DatasetContract dataset) {
        this.spark = spark;
        this.dataset = dataset;
        this.hadoop = spark.sessionState().newHadoopConf();
    }

    Batch read(Input input) {
        if (input.paths().isEmpty()) {
            throw new UnreadableSourceException("--input", "no path is given", "name at least one file or folder");
        }
        List<FileStatus> statuses = new ArrayList<>();
        List<List<SourceFile>> byPath = new ArrayList<>();
        String format = "";
        for (String path : input.paths()) {
            List<FileStatus> found = named(input, path) ? List.of() : SourceListing.of(path, hadoop);
            String own = format(input, path, found);
            if (!format.isEmpty() && !format.equals(own)) {
                throw new UnreadableSourceException(
                        path,
                        "is %s where the inputs before it are %s".formatted(own, format),
                        "ingest each format by itself");
            }
            format = own;
            statuses.addAll(found);
            byPath.add(found.stream().map(SourceListing::file).toList());
        }
        BatchPosition.check(statuses.size());
        List<SourceFile> files = statuses.stream().map(SourceListing::file).toList();
        return switch (format) {
            case "csv" -> csv(files, options(input, statuses));
            case "json" -> json(files);
            default -> tables(input, format, byPath);
        };
    }

    private Batch csv(List<SourceFile> files, Map<String, String> options) {
        CsvSource source = CsvSource.of(dataset, files, options, hadoop);
        return text(source.files(), files, source.warnings());
    }

    private Batch json(List<SourceFile> files) {
        JsonSource source = JsonSource.of(dataset, files, hadoop);
        return text(source.files(), files, source.warnings());
    }

    private Batch text(List<TextFile> matched, List<SourceFile> files, List<String> warnings) {
        TextRows rows = new TextRows(spark, matched, new RowPlan(dataset));
        return new Batch(StoredTypes.of(dataset.columns()), rows::rows, files, warnings, OptionalInt.of(rows.tasks()));
    }

    private Batch tables(Input input, String format, List<List<SourceFile>> files) {
        TableRows rows = new TableRows(dataset);
        boolean table = format.equals("delta") || format.equals("iceberg");
        List<org.apache.spark.sql.Dataset<Row>> all = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < input.paths().size(); i++) {
            String path = input.paths().get(i);
            TableSource source = TableSource.open(spark, format, path);
            List<String> names = table
                    ? TableFiles.of(source, spark, format, path)
                    : files.get(i).stream().map(SourceFile::path).toList();
            all.add(rows.of(source.numbered(names, before), path));
            before += names.size();
        }
        BatchPosition.check(before);
        return new Batch(
                StoredTypes.of(dataset.columns()),
                Batch.of(
                        all.stream().reduce(org.apache.spark.sql.Dataset::union).orElseThrow()),
                table ? List.of() : files.stream().flatMap(List::stream).toList(),
                rows.warnings());
    }

    /** An Iceberg table may be given by its name. */
    private boolean named(Input input, String path) {
        return !path.contains("/")
                && input.format()
                        .or(() -> dataset.source().map(SourceFormat::format))
                        .orElse("")
                        .equals("iceberg");
    }

    private String format(Input input, String path, List<FileStatus> files) {
        if (input.format().isPresent()) {
            return SourceFormats.checked(input.format().get());
        }
        if (dataset.source().isPresent()) {
            return SourceFormats.checked(dataset.source().get().format());
        }
        try {
            return SourceFormats.of(path, files, hadoop);
        } catch (IOException e) {
            throw new UnreadableSourceException(path, "cannot be looked at: " + e.getMessage(), "check your rights", e);
        }
    }

    /** The command's options win over the contract's; {@code .tsv} means tabs where neither says. */
    private Map<String, String> options(Input input, List<FileStatus> files) {
        Map<String, String> options = new HashMap<>();
        if (!files.isEmpty()
                && files.stream().allMatch(f -> SourceFormats.tabs(f.getPath().getName()))) {
            options.put("delimiter", "\t");
        }
        dataset.source()
                .filter(source -> source.format().equalsIgnoreCase("csv"))
                .ifPresent(source -> options.putAll(source.options()));
        for (String name : Set.of("delimiter", "sep")) {
            if (input.options().containsKey(name)) {
                options.keySet().removeAll(Set.of("delimiter", "sep"));
            }
        }
        options.putAll(input.options());
        return options;
    }
}
