package io.assay.jobs.ingest;

import io.assay.definition.contract.SourceFormat;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.validation.source.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Local files that are not there, found before Spark starts. Whatever is not plain is left to the gate. */
final class MissingInput {
    /** Neither a pattern, nor a path with a scheme, nor a table's version. */
    private static final Pattern PLAIN = Pattern.compile("[^*?\\[\\]{}\\\\:@]+");

    private MissingInput() {}

    static void refuse(BatchDataset subject, Input input, WarehouseLookup warehouse) {
        String format = input.format()
                .or(() -> subject.dataset().source().map(SourceFormat::format))
                .orElse("");
        if (format.equals("iceberg") || !warehouse.hasLocalPaths()) { // names of tables; paths of a cluster
            return;
        }
        for (String path : input.paths()) {
            if (PLAIN.matcher(path).matches() && Files.notExists(Path.of(path))) {
                throw new DataException(path, "there is no such file or folder", "check the path");
            }
        }
    }
}
