package io.assay.validation;

import io.assay.validation.source.SourceFile;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Source rows read under a contract, not judged yet: the contract's columns with their types, and beside them what did
 * not parse, the row as it came, its source and position. Reading it again gives the same rows.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Batch {
    private final List<SourceFile> files;
    private final List<String> warnings;

    Batch(List<SourceFile> files, List<String> warnings) {
        this.files = List.copyOf(files);
        this.warnings = List.copyOf(warnings);
    }

    /** The files it is read from; empty for tables. */
    public List<SourceFile> files() {
        return files;
    }

    /** What was left out or is odd, a line each: an extra column, an empty file. */
    public List<String> warnings() {
        return warnings;
    }

    /** Only the rows of these sources, as {@code _source} names them. */
    public Batch only(Set<String> sources) {
        throw new UnsupportedOperationException("lands next: " + sources);
    }

    /** The contract's columns as parsed, for who wants to look at them: what does not parse is null here. */
    public Dataset<Row> rows() {
        throw new UnsupportedOperationException("lands next");
    }
}
