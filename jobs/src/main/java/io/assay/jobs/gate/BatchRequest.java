package io.assay.jobs.gate;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
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
public record BatchRequest(
        String run,
        BatchOrigin origin,
        BatchDataset subject,
        List<SourceFile> files,
        List<String> warnings,
        Set<IngestOption> terms,
        Optional<org.apache.spark.sql.Dataset<Row>> replayed) {
    public BatchRequest {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
        terms = Set.copyOf(terms);
    }

    /** The order for a batch that was read, or for one that could not be. */
    public static BatchRequest of(
            String run, BatchOrigin origin, BatchDataset subject, Optional<Batch> batch, Set<IngestOption> terms) {
        return new BatchRequest(
                run,
                origin,
                subject,
                batch.map(Batch::files).orElse(List.of()),
                batch.map(Batch::warnings).orElse(List.of()),
                terms,
                Optional.empty());
    }

    /** The same for a batch made of these quarantined rows. */
    public BatchRequest replaying(org.apache.spark.sql.Dataset<Row> rows) {
        return new BatchRequest(run, origin, subject, files, warnings, terms, Optional.of(rows));
    }

    DataContract contract() {
        return subject.contract();
    }

    DatasetContract dataset() {
        return subject.dataset();
    }

    boolean asks(IngestOption term) {
        return terms.contains(term);
    }

    boolean replaces() {
        return dataset().writeMode() == WriteMode.REPLACE && !asks(IngestOption.BESIDE);
    }
}
