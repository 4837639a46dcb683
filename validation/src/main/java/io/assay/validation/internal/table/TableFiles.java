package io.assay.validation.internal.table;

import io.assay.validation.internal.files.SourceListing;
import java.util.Arrays;
import java.util.List;

/** The data files of a Delta or Iceberg table, in order of name. */
public final class TableFiles {
    private TableFiles() {}

    /** As rows name them. */
    public static List<String> of(TableSource table, TableInput input) {
        List<String> files = input.iceberg()
                .map(IcebergInput::files)
                .orElseGet(() -> Arrays.stream(table.rows().inputFiles())
                        .map(SourceListing::name)
                        .toList());
        return files.stream().distinct().sorted().toList();
    }
}
