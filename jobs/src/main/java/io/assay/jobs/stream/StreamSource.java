package io.assay.jobs.stream;

import io.assay.jobs.failure.JobException;
import io.assay.validation.Batch;
import io.assay.validation.source.Input;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a stream reads: Spark determines what is new in it, the gate reads it. */
interface StreamSource {
    /** As users name it. */
    String name();

    /** What makes two streams of a dataset the same. */
    String identity();

    /** What earlier versions made of the same source; the likeliest first. */
    default List<String> formerIdentities() {
        return List.of();
    }

    /** Whether the stream of a checkpoint that is there has read anything of this source. */
    default boolean hasRead(String checkpoint) {
        return false;
    }

    /** Checks that the checkpoint, which may be empty, is of this source. */
    void check(String checkpoint);

    /** New files or records; their content is not read. */
    Dataset<Row> open();

    /** What a micro-batch is read from; empty if there is nothing in it. */
    Optional<Input> input(Dataset<Row> micro);

    /** Reads a micro-batch under the contract. */
    Batch read(Dataset<Row> micro, Input input);

    /** Is called when the stream has ended. */
    default void ended() {}

    /** A failure in our words, where it is one of the source's. */
    Optional<JobException> failure(Throwable thrown);
}
