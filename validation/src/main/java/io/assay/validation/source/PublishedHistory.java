package io.assay.validation.source;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How a dataset's published rows came about, for streams that keep what they have seen of them. */
public interface PublishedHistory {
    /** The newest snapshot; empty before the first publication. */
    OptionalLong snapshot();

    /** The rows of a snapshot. */
    Dataset<Row> at(long snapshot);

    /** The rows that came after one snapshot, up to another; empty if more happened than that rows were added. */
    Optional<Dataset<Row>> added(long after, long until);
}
