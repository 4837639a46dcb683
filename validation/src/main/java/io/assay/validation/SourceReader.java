package io.assay.validation;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.SourceFormat;
import io.assay.validation.internal.catalyst.TextRows;
import io.assay.validation.internal.columns.FolderColumns;
import io.assay.validation.internal.columns.LeftOutColumns;
import io.assay.validation.internal.csv.CsvSource;
import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.json.JsonSource;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.table.TableFiles;
import io.assay.validation.internal.table.TableInput;
import io.assay.validation.internal.table.TableRows;
import io.assay.validation.internal.table.TableSource;
import io.assay.validation.internal.table.TypedFiles;
import io.assay.validation.internal.table.VersionedPath;
import io.assay.validation.internal.text.MatchedFile;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.Input;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
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
        Set<Path> seen = new HashSet<>();
        List<String> warnings = new ArrayList<>();
        List<TableInput> tables = new ArrayList<>();
        String format = "";
        for (String path : input.paths()) {
            VersionedPath version = VersionedPath.of(path, hadoop);
            List<FileStatus> found =
                    named(input, version.path()) ? List.of() : SourceListing.of(version.path(), hadoop);
            String own = format(input, version.path(), found);
            if (version.wanted().isPresent() && !SourceFormats.TABLES.contains(own)) {
                found = SourceListing.of(path, hadoop);
                own = format(input, path, found);
            } else if (SourceFormats.TABLES.contains(own)) {
                tables.add(version.resolved(spark, own));
            }
            if (!format.isEmpty() && !format.equals(own)) {
                throw new UnreadableSourceException(
                        path,
                        "is %s where the inputs before it are %s".formatted(own, format),
                        "ingest each format by itself");
            }
            format = own;
            if (found.isEmpty() && !SourceFormats.TABLES.contains(format)) {
                warnings.add(path + ": " + SourceFormats.EMPTY);
            }
            for (FileStatus file : found) {
                if (seen.add(file.getPath())) {
                    statuses.add(file);
                } else {
                    warnings.add("%s: is under two paths of --input; it is read once"
                            .formatted(SourceListing.file(file).path()));
                }
            }
        }
        BatchPosition.check(statuses.size());
        List<SourceFile> files = statuses.stream().map(SourceListing::file).toList();
        Batch batch = switch (format) {
            case "csv" -> csv(files, options(input, statuses));
            case "json" -> json(files);
            default -> tables(tables, format, statuses, files);
        };
        return batch.withWarnings(warnings);
    }

    private Batch csv(List<SourceFile> files, Map<String, String> options) {
        CsvSource source = CsvSource.of(dataset, files, options, hadoop);
        return text(source.files(), files, source.warnings(), Map.of());
    }

    private Batch json(List<SourceFile> files) {
        JsonSource source = JsonSource.of(dataset, files, hadoop);
        return text(source.files(), files, source.warnings(), source.leftOut());
    }

    private Batch text(
            List<MatchedFile> matched,
            List<SourceFile> files,
            List<String> warnings,
            Map<String, List<String>> leftOut) {
        Map<List<ContractColumn>, List<TextFile>> byFolderColumns = new LinkedHashMap<>();
        matched.forEach(file -> byFolderColumns
                .computeIfAbsent(file.fromFolders(), columns -> new ArrayList<>())
                .add(file.file()));
        if (byFolderColumns.isEmpty()) {
            byFolderColumns.put(List.of(), List.of());
        }
        Map<List<ContractColumn>, TextRows> groups = new LinkedHashMap<>();
        RowPlan plan = new RowPlan(dataset);
        byFolderColumns.forEach((columns, group) -> groups.put(columns, new TextRows(spark, group, plan)));
        return new Batch(
                StoredTypes.of(dataset.columns()),
                wanted -> groups.entrySet().stream()
                        .map(group ->
                                FolderColumns.fill(group.getValue().rows(wanted), group.getKey(), dataset.nullValues()))
                        .reduce(Dataset::union)
                        .orElseThrow(),
                files,
                warnings,
                OptionalInt.of(
                        groups.values().stream().mapToInt(TextRows::tasks).sum()),
                () -> groups.values().stream()
                        .flatMap(rows -> LeftOutColumns.lines(rows.leftOut(), leftOut).stream())
                        .toList());
    }

    private Batch tables(List<TableInput> named, String format, List<FileStatus> statuses, List<SourceFile> files) {
        boolean table = SourceFormats.TABLES.contains(format);
        TableRows rows = new TableRows(dataset);
        List<TableSource> sources = table ? tables(named) : files(format, statuses, files);
        Dataset<Row> all = sources.stream()
                .map(rows::of)
                .reduce(Dataset::union)
                .orElseGet(
                        () -> spark.createDataFrame(List.of(), UnvalidatedRow.of(StoredTypes.of(dataset.columns()))));
        return new Batch(StoredTypes.of(dataset.columns()), Batch.of(all), table ? List.of() : files, rows.warnings())
                .of(named.stream().map(TableInput::source).toList());
    }

    private List<TableSource> files(String format, List<FileStatus> statuses, List<SourceFile> files) {
        List<String> names = files.stream().map(SourceFile::path).toList();
        return new TypedFiles(spark, format, dataset.columns())
                .open(statuses).stream()
                        .map(source -> source.numbered(names, 0))
                        .toList();
    }

    private List<TableSource> tables(List<TableInput> named) {
        List<TableSource> sources = new ArrayList<>();
        int before = 0;
        for (TableInput table : named) {
            TableSource source = TableSource.open(spark, table);
            List<String> names = TableFiles.of(source, table);
            sources.add(source.numbered(names, before));
            before += names.size();
        }
        BatchPosition.check(before);
        return sources;
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

    /** The command's options win over the contract's; {@code .tsv} means tabs where neither sets a delimiter. */
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
