package io.assay.jobs.publication;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;

/**
 * What a staged batch takes the place of.
 *
 * @param rows those that this matches; only complete files can match
 * @param files these, as they are in the base snapshot
 */
record ReplacedContent(Optional<Expression> rows, List<DataFile> files) {
    ReplacedContent {
        files = List.copyOf(files);
    }

    static final ReplacedContent NOTHING = new ReplacedContent(Optional.empty(), List.of());

    static ReplacedContent of(Optional<Expression> rows) {
        return new ReplacedContent(rows, List.of());
    }

    static ReplacedContent of(List<DataFile> files) {
        return new ReplacedContent(Optional.empty(), files);
    }

    boolean isNothing() {
        return rows.isEmpty() && files.isEmpty();
    }
}
