package io.assay.validation.internal.catalyst;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.SourceFormat;
import io.assay.validation.internal.csv.CsvFile;
import io.assay.validation.internal.csv.CsvSource;
import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.text.MatchedFile;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** The CSV files that malformed rows in quarantine are from, as they would be read now. */
final class QuarantinedFiles {
    private QuarantinedFiles() {}

    /** By the name that rows have of them; files that are gone or cannot be read any more are left out. */
    static Map<String, CsvFile> of(Dataset<Row> quarantined, DatasetContract dataset) {
        Map<String, CsvFile> files = new HashMap<>();
        if (dataset.source().filter(source -> !isCsv(source)).isPresent()) {
            return files;
        }
        List<String> sources = quarantined
                .where(col(QuarantineColumns.RAW).isNotNull())
                .select(QuarantineColumns.SOURCE)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList();
        Configuration hadoop = quarantined.sparkSession().sessionState().newHadoopConf();
        for (String source : sources) {
            if (dataset.source().isPresent()
                    || SourceFormats.ofName(source).orElse("").equals("csv")) {
                add(source, dataset, hadoop, files);
            }
        }
        return files;
    }

    private static void add(String source, DatasetContract dataset, Configuration hadoop, Map<String, CsvFile> files) {
        Map<String, String> options = new HashMap<>();
        if (SourceFormats.tabs(source)) {
            options.put("delimiter", "\t");
        }
        dataset.source().ifPresent(format -> options.putAll(format.options()));
        try {
            SourceFile file = new SourceFile(source, 1, Instant.EPOCH);
            CsvSource.of(dataset, List.of(file), options, hadoop).files().stream()
                    .map(MatchedFile::file)
                    .map(CsvFile.class::cast)
                    .forEach(found -> files.put(source, found));
        } catch (UnreadableSourceException e) { // gone, or not as the contract says: its rows keep their reason
            files.remove(source);
        }
    }

    private static boolean isCsv(SourceFormat source) {
        return source.format().toLowerCase(Locale.ROOT).equals("csv");
    }
}
