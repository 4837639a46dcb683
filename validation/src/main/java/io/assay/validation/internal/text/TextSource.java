package io.assay.validation.internal.text;

import io.assay.definition.contract.ContractColumn;
import io.assay.validation.source.RowPositions;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** CSV or JSON files matched with a contract, each by its own header. Entry of this package. */
public final class TextSource {
    private final io.assay.definition.contract.DatasetContract dataset;
    private final Configuration hadoop;
    private final List<String> warnings = new ArrayList<>();
    private final List<TextFile> files = new ArrayList<>();

    private TextSource(io.assay.definition.contract.DatasetContract dataset, Configuration hadoop) {
        this.dataset = dataset;
        this.hadoop = hadoop;
    }

    /**
     * Reads every file's header.
     *
     * @throws UnreadableSourceException if a file cannot be opened or lacks a required column
     */
    public static TextSource csv(
            io.assay.definition.contract.DatasetContract dataset,
            List<SourceFile> files,
            Map<String, String> options,
            Configuration hadoop) {
        TextSource source = new TextSource(dataset, hadoop);
        CsvDialect dialect = CsvDialect.of(options);
        files.forEach(file -> source.match(file, dialect));
        return source;
    }

    /** The same for JSON, which has no header: the first record tells of columns that are not in the contract. */
    public static TextSource json(
            io.assay.definition.contract.DatasetContract dataset, List<SourceFile> files, Configuration hadoop) {
        TextSource source = new TextSource(dataset, hadoop);
        Set<String> known = Set.copyOf(
                dataset.columns().stream().map(ContractColumn::source).toList());
        for (SourceFile file : files) {
            try {
                Set<String> extra = new TreeSet<>(JsonNames.ofFirstRecord(file.path(), hadoop));
                extra.removeAll(known);
                source.warnOfExtra(file, extra);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
            source.files.add(
                    new TextFile(file.path(), file.path(), file.bytes(), null, new String[0], new int[0], null));
        }
        return source;
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The contract's columns and those of {@code RowShape}; with {@code wanted} of the rows at these places. */
    public Dataset<Row> rows(SparkSession spark, Optional<RowPositions> wanted) {
        List<TextFile> some = wanted.map(places -> files.stream()
                        .filter(file -> places.sources().contains(file.name()))
                        .map(file -> file.only(places.positions(file.name()).orElse(null)))
                        .toList())
                .orElse(files);
        return TextFileTable.rows(spark, some, new RowPlan(dataset));
    }

    /** How many tasks read them all. */
    public int tasks(SparkSession spark) {
        return TextScan.tasks(files, spark.sparkContext().defaultParallelism());
    }

    private void match(SourceFile file, CsvDialect dialect) {
        String[] header = header(file, dialect);
        if (header.length == 0) {
            warnings.add("%s: is empty".formatted(file.path()));
            return;
        }
        List<String> names = Arrays.asList(header);
        int[] fieldOf = new int[dataset.columns().size()];
        Set<String> extra = new TreeSet<>(names);
        for (int i = 0; i < fieldOf.length; i++) {
            ContractColumn column = dataset.columns().get(i);
            fieldOf[i] = names.indexOf(column.source());
            extra.remove(column.source());
            if (fieldOf[i] < 0 && column.required()) {
                throw missing(file, column, names);
            }
            if (fieldOf[i] != names.lastIndexOf(column.source())) {
                throw new UnreadableSourceException(
                        file.path(),
                        "its header has the column '%s' twice".formatted(column.source()),
                        "name each column once");
            }
        }
        warnOfExtra(file, extra);
        files.add(new TextFile(file.path(), file.path(), file.bytes(), dialect, header, fieldOf, null));
    }

    private void warnOfExtra(SourceFile file, Set<String> extra) {
        if (!extra.isEmpty()) {
            warnings.add("%s: left out, not in the contract: %s".formatted(file.path(), String.join(", ", extra)));
        }
    }

    private static UnreadableSourceException missing(SourceFile file, ContractColumn column, List<String> names) {
        String near = names.stream()
                .filter(name -> name.strip().equalsIgnoreCase(column.source()))
                .findFirst()
                .map("; its '%s' would do if the contract's physicalName said so"::formatted)
                .orElse("");
        return new UnreadableSourceException(
                file.path(),
                "has no column '%s', which the contract requires".formatted(column.source()),
                "its header is %s: fix the file or its delimiter, or make the column optional%s"
                        .formatted(String.join(", ", names), near));
    }

    private String[] header(SourceFile file, CsvDialect dialect) {
        try (CsvTokenizer tokens = new CsvTokenizer(TextFiles.open(file.path(), dialect.encoding(), hadoop), dialect)) {
            if (!tokens.next()) {
                return new String[0];
            }
            String[] names = new String[tokens.fields()];
            for (int i = 0; i < names.length; i++) {
                names[i] = dialect.header()
                        ? tokens.text(i)
                        : i < dataset.columns().size()
                                ? dataset.columns().get(i).source()
                                : "_" + (i + 1);
            }
            return names;
        } catch (EOFException e) {
            if (file.bytes() == 0) {
                return new String[0];
            }
            throw unreadable(file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UnreadableSourceException unreadable(SourceFile file, IOException cause) {
        return new UnreadableSourceException(
                file.path(),
                "cannot be read: " + cause.getMessage(),
                "check that it exists, is complete, and that its ending names its format",
                cause);
    }
}
