package io.assay.jobs.gate;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.Dataset;
import io.assay.definition.contract.WriteMode;
import io.assay.validation.Batch;
import io.assay.validation.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * What is to be done with a batch.
 *
 * @param run id of the batch: the same batch again has the same
 * @param files it was read from
 * @param warnings of its reading, a line each
 * @param replayed quarantined rows that the batch is made of ({@code id, source, position}), where it is a replay
 */
public record BatchOrder(
        String run,
        Origin origin,
        Subject subject,
        List<SourceFile> files,
        List<String> warnings,
        Set<Term> terms,
        Optional<org.apache.spark.sql.Dataset<Row>> replayed) {
    public BatchOrder {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
        terms = Set.copyOf(terms);
    }

    /** The order for a batch that was read, or for one that could not be. */
    public static BatchOrder of(String run, Origin origin, Subject subject, Optional<Batch> batch, Set<Term> terms) {
        return new BatchOrder(
                run,
                origin,
                subject,
                batch.map(Batch::files).orElse(List.of()),
                batch.map(Batch::warnings).orElse(List.of()),
                terms,
                Optional.empty());
    }

    /** The same for a batch made of these quarantined rows. */
    public BatchOrder replaying(org.apache.spark.sql.Dataset<Row> rows) {
        return new BatchOrder(run, origin, subject, files, warnings, terms, Optional.of(rows));
    }

    DataContract contract() {
        return subject.contract();
    }

    Dataset dataset() {
        return subject.dataset();
    }

    boolean asks(Term term) {
        return terms.contains(term);
    }

    boolean replaces() {
        return dataset().writeMode() == WriteMode.REPLACE && !asks(Term.BESIDE);
    }
}
