package io.assay.validation.internal.csv;

import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.columns.ColumnCheck;
import io.assay.validation.internal.columns.ColumnMatch;
import io.assay.validation.internal.columns.FolderValues;
import io.assay.validation.internal.columns.LeftOutColumns;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.MatchedFile;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** CSV files matched with a contract, each by its own header. Entry of this package. */
public final class CsvSource {
    private final DatasetContract dataset;
    private final RowPlan plan;
    private final CsvDialect dialect;
    private final Configuration hadoop;
    private final List<String> warnings = new ArrayList<>();
    private final List<MatchedFile> files = new ArrayList<>();

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

    public List<MatchedFile> files() {
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
        Map<String, Optional<String>> folders = FolderValues.of(file.path());
        ColumnMatch match = new ColumnCheck(
                        file.path(), dataset.columns(), folders, HeaderHint.of(header, dialect, dataset.columns()))
                .match(Arrays.asList(header));
        if (!match.leftOut().isEmpty()) {
            warnings.add(LeftOutColumns.line(file.path(), match.leftOut()));
        }
        DecimalCommas.hint(file.path(), dataset.columns(), match.places(), read.sample())
                .ifPresent(warnings::add);
        files.add(new MatchedFile(
                new CsvHeader(header, read.encoding(), read.textBegin(), List.of())
                        .file(file, number, plan, dialect, match.places()),
                FolderValues.columns(match.missing(), folders)));
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
