package io.assay.validation.internal.table;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.UnreadableSourceException;
import java.io.Serializable;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Reads one file; whatever fails in it is reported with the file's name. */
final class ReportingReader extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>> implements Serializable {
    private static final long serialVersionUID = 1;
    private final Function1<PartitionedFile, Iterator<InternalRow>> reader;
    private final String format;

    ReportingReader(Function1<PartitionedFile, Iterator<InternalRow>> reader, String format) {
        this.reader = reader;
        this.format = format;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"
    }) // its items are rows or batches of them, as Spark itself passes them on
    public Iterator<InternalRow> apply(PartitionedFile file) {
        Iterator<Object> rows;
        try {
            rows = (Iterator) reader.apply(file);
        } catch (Throwable e) { // Scala throws checked exceptions that it does not declare
            throw reported(file, e);
        }
        return (Iterator) new AbstractIterator<Object>() {
            @Override
            public boolean hasNext() {
                try {
                    return rows.hasNext();
                } catch (Throwable e) {
                    throw reported(file, e);
                }
            }

            @Override
            public Object next() {
                try {
                    return rows.next();
                } catch (Throwable e) {
                    throw reported(file, e);
                }
            }
        };
    }

    private RuntimeException reported(PartitionedFile file, Throwable thrown) {
        if (!(thrown instanceof Exception || thrown instanceof OutOfMemoryError || thrown instanceof StackOverflowError)
                || notOfTheFile(thrown)) {
            throw ReportingReader.<RuntimeException>unchecked(thrown);
        }
        return new UnreadableSourceException(
                SourceListing.name(file.toPath().toString()),
                "cannot be read to its end as %s: %s".formatted(format, reason(thrown)),
                "deliver the complete file again; nothing of it was published",
                thrown instanceof Exception ? thrown : null);
    }

    /** A requested stop, or a storage that does not answer. */
    private static boolean notOfTheFile(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TaskKilledException
                    || t instanceof InterruptedException
                    || t instanceof ClosedByInterruptException
                    || t instanceof SocketException
                    || t instanceof SocketTimeoutException
                    || t instanceof UnknownHostException
                    || t instanceof UnreadableSourceException) {
                return true;
            }
        }
        return false;
    }

    /** The innermost message: the outer ones are about tasks and blocks. */
    private static String reason(Throwable thrown) {
        String reason = thrown.getClass().getSimpleName();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof NullPointerException
                    || t instanceof IndexOutOfBoundsException
                    || t instanceof NegativeArraySizeException
                    || t instanceof ClassCastException) { // the reader's own, with names of its variables
                return "the file is damaged (%s)".formatted(t.getClass().getSimpleName());
            }
            if (t.getMessage() != null && !t.getMessage().isBlank()) {
                reason = t.getMessage().lines().findFirst().orElse(reason);
            }
        }
        return reason;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // throws a checked exception through Spark's interface
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
