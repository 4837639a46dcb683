package io.assay.validation.source;

import java.io.Serializable;

/**
 * Records of one partition of a topic, from one offset up to another. Read again, they are the same: the topic keeps
 * them long enough. Sent to the tasks that read them.
 */
public interface RecordRange extends Serializable {
    /** Topic and partition, as rows name their source. */
    String source();

    /** Offset of the first record. */
    long from();

    /** The offset after the last record. */
    long until();

    /** Reads them from the first on. */
    SourceRecords open();
}
