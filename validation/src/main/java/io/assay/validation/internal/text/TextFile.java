package io.assay.validation.internal.text;

import io.assay.validation.source.BatchPosition;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** One file to read, or a part of it; sent to the tasks that read it. */
public interface TextFile extends Serializable {
    /** As rows name it. */
    String name();

    /** Its number in the batch, from 0, by which its rows are placed: see {@link BatchPosition}. */
    int number();

    /** How many bytes of it are to be read. */
    long bytes();

    /** Whether all of its records are to be read. */
    boolean complete();

    /** Only the records at these positions within the file, in order. */
    TextFile only(long[] positions);

    /** How many parts of that size at most {@link #split} gives. */
    int parts(long size);

    /**
     * The file in parts, which together have each record once: of about that size, or itself if it has to be read from
     * its beginning.
     */
    List<TextFile> split(long size, RecordStarts starts) throws IOException;

    RecordReader open(RowWriter row, Configuration hadoop) throws IOException;

    /** Finds where records begin, for formats where that cannot be seen from the middle of a file. */
    interface RecordStarts {
        /** Runs each of the searches, which do not depend on one another; the answers in the same order. */
        <A extends Serializable> List<A> search(List<? extends Search<A>> searches);
    }

    /** A search in a part of a file. */
    interface Search<A extends Serializable> extends Serializable {
        A run(Configuration hadoop) throws IOException;
    }
}
