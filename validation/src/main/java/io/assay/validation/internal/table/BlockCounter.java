package io.assay.validation.internal.table;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes into each row its place: the block's start times 256, and the order within the block. */
final class BlockCounter implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final int source;
    private final int position;
    private final int block;
    private String file = "";
    private long start = -1;
    private long order;

    BlockCounter(Iterator<Row> rows, int source, int position, int block) {
        this.rows = rows;
        this.source = source;
        this.position = position;
        this.block = block;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        Row row = rows.next();
        if (row.getLong(block) != start || !row.getString(source).equals(file)) {
            file = row.getString(source);
            start = row.getLong(block);
            order = 0;
        }
        Object[] values = new Object[row.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        values[position] = (start << 8) + order++;
        return RowFactory.create(values);
    }
}
