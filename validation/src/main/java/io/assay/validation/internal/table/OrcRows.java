package io.assay.validation.internal.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/** The rows of a part of an ORC file, in the proleptic Gregorian calendar, times as {@link OrcValue} says. */
final class OrcRows extends AbstractIterator<InternalRow> implements AutoCloseable {
    private final Reader file;
    private final RecordReader batches;
    private final VectorizedRowBatch batch;
    private final int[] places;
    private final OrcValue[] values;
    private int next;

    private OrcRows(Reader file, RecordReader batches, int[] places, OrcValue[] values) {
        this.file = file;
        this.batches = batches;
        this.batch = file.getSchema().createRowBatch();
        this.places = places;
        this.values = values;
    }

    /** Opens it; it is closed when the task ends, or all is read. */
    static Iterator<InternalRow> open(PartitionedFile part, String[] columns, Configuration hadoop) throws IOException {
        Reader file = OrcFile.createReader(new Path(part.toPath().toUri()), options(hadoop));
        try {
            TypeDescription schema = file.getSchema();
            List<String> names = schema.getFieldNames();
            boolean[] included = new boolean[schema.getMaximumId() + 1];
            included[0] = true;
            int[] places = new int[columns.length];
            OrcValue[] values = new OrcValue[columns.length];
            String zone = hadoop.get(OrcZone.SETTING, "UTC");
            for (int i = 0; i < columns.length; i++) {
                places[i] = names.indexOf(columns[i]);
                TypeDescription type = schema.getChildren().get(places[i]);
                values[i] = OrcValue.of(type, OrcZone.of(zone));
                for (int id = type.getId(); id <= type.getMaximumId(); id++) {
                    included[id] = true;
                }
            }
            RecordReader batches =
                    file.rows(file.options().range(part.start(), part.length()).include(included));
            OrcRows rows = new OrcRows(file, batches, places, values);
            TaskContext task = TaskContext.get();
            if (task != null) {
                task.addTaskCompletionListener((TaskCompletionListener) done -> rows.close());
            }
            return rows;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Times without a zone come as if they were of UTC. */
    static OrcFile.ReaderOptions options(Configuration hadoop) {
        return OrcFile.readerOptions(hadoop).useUTCTimestamp(true).convertToProlepticGregorian(true);
    }

    @Override
    public boolean hasNext() {
        while (next >= batch.size) {
            next = 0;
            try {
                if (!batches.nextBatch(batch)) {
                    close();
                    return false;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    @Override
    public InternalRow next() {
        hasNext();
        Object[] row = new Object[places.length];
        for (int i = 0; i < row.length; i++) {
            ColumnVector column = batch.cols[places[i]];
            row[i] = values[i].at(column, next);
        }
        next++;
        return new GenericInternalRow(row);
    }

    @Override
    public void close() {
        try {
            batches.close();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
