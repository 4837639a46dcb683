package io.assay.validation.internal.catalyst;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.SourceFormat;
import io.assay.validation.internal.csv.CsvFile;
import io.assay.validation.internal.csv.CsvSource;
import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.json.JsonSource;
import io.assay.validation.internal.text.MatchedFile;
import io.assay.validation.source.Input;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The files that malformed rows in quarantine are from, as they would be read now. */
final class QuarantinedFiles {
    private final DatasetContract dataset;
    private final Configuration hadoop;
    private final Map<String, CsvFile> csv = new HashMap<>();
    private final Map<List<ContractColumn>, List<String>> byFolderColumns = new LinkedHashMap<>();

    private QuarantinedFiles(DatasetContract dataset, Configuration hadoop) {
        this.dataset = dataset;
        this.hadoop = hadoop;
    }

    /**
     * Files that are gone or cannot be read any more are left out. One action.
     *
     * @param inputs by run, the format and options of its input, which win over the contract's
     */
    static QuarantinedFiles of(Dataset<Row> quarantined, DatasetContract dataset, Map<String, Input> inputs) {
        QuarantinedFiles files = new QuarantinedFiles(
                dataset, quarantined.sparkSession().sessionState().newHadoopConf());
        quarantined
                .where(col(QuarantineColumns.RAW).isNotNull())
                .select(QuarantineColumns.SOURCE, QuarantineColumns.RUN)
                .distinct()
                .orderBy(QuarantineColumns.SOURCE, QuarantineColumns.RUN)
                .collectAsList()
                .forEach(row -> files.add(row.getString(0), Optional.ofNullable(inputs.get(row.getString(1)))));
        return files;
    }

    /** The CSV files, by the name that rows have of them. */
    Map<String, CsvFile> csv() {
        return Map.copyOf(csv);
    }

    /** The columns that only the folders of some files give, and those files. */
    Map<List<ContractColumn>, List<String>> byFolderColumns() {
        return byFolderColumns;
    }

    private void add(String source, Optional<Input> input) {
        Optional<String> format = input.flatMap(Input::format)
                .or(() -> dataset.source().map(SourceFormat::format))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(Set.of("csv", "json")::contains)
                .or(() -> SourceFormats.ofName(source));
        List<SourceFile> file = List.of(new SourceFile(source, 1, Instant.EPOCH));
        try {
            if (format.equals(Optional.of("csv"))) {
                CsvSource.of(dataset, file, options(source, input), hadoop)
                        .files()
                        .forEach(matched -> {
                            csv.put(source, (CsvFile) matched.file());
                            folders(source, matched);
                        });
            } else if (format.equals(Optional.of("json"))) {
                JsonSource.of(dataset, file, hadoop).files().forEach(matched -> folders(source, matched));
            }
        } catch (UnreadableSourceException e) { // gone, or not as the contract says: its rows keep their reason
            csv.remove(source);
        }
    }

    private void folders(String source, MatchedFile matched) {
        byFolderColumns.values().forEach(sources -> sources.remove(source));
        if (!matched.fromFolders().isEmpty()) {
            byFolderColumns
                    .computeIfAbsent(matched.fromFolders(), columns -> new ArrayList<>())
                    .add(source);
        }
    }

    private Map<String, String> options(String source, Optional<Input> input) {
        Map<String, String> options = new HashMap<>();
        if (SourceFormats.tabs(source)) {
            options.put("delimiter", "\t");
        }
        dataset.source()
                .filter(format -> format.format().equalsIgnoreCase("csv"))
                .ifPresent(format -> options.putAll(format.options()));
        Map<String, String> given = input.map(Input::options).orElse(Map.of());
        if (given.containsKey("delimiter") || given.containsKey("sep")) {
            options.keySet().removeAll(Set.of("delimiter", "sep"));
        }
        options.putAll(given);
        return options;
    }
}
