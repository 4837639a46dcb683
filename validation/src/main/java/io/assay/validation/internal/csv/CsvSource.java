package io.assay.validation.internal.csv;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/** CSV files matched with a contract, each by its own header. Entry of this package. */
public final class CsvSource {
    private final DatasetContract dataset;
    private final RowPlan plan;
    private final CsvDialect dialect;
    private final Configuration hadoop;
    private final List<String> warnings = new ArrayList<>();
    private final List<TextFile> files = new ArrayList<>();

    private CsvSource(DatasetContract dataset, CsvDialect dialect, Configuration hadoop) {
        this.dataset = dataset;
        this.plan = new RowPlan(dataset);
        this.dialect = dialect;
        this.hadoop = hadoop;
    }

    /**
     * Reads every file's header.
     *
     * @throws UnreadableSourceException if a file cannot be opened or lacks a required column
     */
    public static CsvSource of(
            DatasetContract dataset, List<SourceFile> files, Map<String, String> options, Configuration hadoop) {
        CsvSource source = new CsvSource(dataset, CsvDialect.of(options), hadoop);
        for (int i = 0; i < files.size(); i++) {
            source.match(files.get(i), i);
        }
        return source;
    }

    public List<TextFile> files() {
        return List.copyOf(files);
    }

    /** What was left out or is odd, a line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void match(SourceFile file, int number) {
        CsvHeader read = CsvHeader.of(file, dialect, hadoop);
        String[] header = names(read);
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
        files.add(new CsvHeader(header, read.encoding(), read.textBegin()).file(file, number, plan, dialect, fieldOf));
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

    /** Without a header the fields are the contract's columns in their order. */
    private String[] names(CsvHeader header) {
        String[] names = header.fields();
        if (!dialect.header()) {
            for (int i = 0; i < names.length; i++) {
                names[i] =
                        i < dataset.columns().size() ? dataset.columns().get(i).source() : "_" + (i + 1);
            }
        }
        return names;
    }
}
