package io.assay.online.table;

import io.delta.kernel.CommitActions;
import io.delta.kernel.CommitRange;
import io.delta.kernel.CommitRangeBuilder.CommitBoundary;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/**
 * What one commit did to a table.
 *
 * @param added files with new rows; rewritten ones ({@code dataChange=false}) are left out
 * @param rewrites whether it removed rows, or changed schema or protocol, so that appending what it added is wrong
 */
record TableCommit(long number, long millis, List<FileStatus> added, boolean rewrites) {
    private static final EnumSet<DeltaAction> ACTIONS =
            EnumSet.of(DeltaAction.ADD, DeltaAction.REMOVE, DeltaAction.METADATA, DeltaAction.PROTOCOL);

    /** Hands over the commits from a version on. */
    static void from(DeltaReader table, long version, Work work) throws IOException {
        CommitRange range = TableManager.loadCommitRange(table.path(), CommitBoundary.atVersion(version))
                .build(table.engine());
        try (CloseableIterator<CommitActions> commits = range.getCommitActions(table.engine(), ACTIONS)) {
            while (commits.hasNext()) {
                if (!work.take(of(table.path(), commits.next()))) {
                    return;
                }
            }
        }
    }

    /** Takes one commit; false to be given no more. */
    interface Work {
        boolean take(TableCommit commit) throws IOException;
    }

    private static TableCommit of(String root, CommitActions actions) throws IOException {
        List<FileStatus> added = new ArrayList<>();
        boolean rewrites = false;
        try (CloseableIterator<ColumnarBatch> batches = actions.getActions()) {
            while (batches.hasNext()) {
                ColumnarBatch batch = batches.next();
                StructType schema = batch.getSchema();
                rewrites |= holds(batch, "metaData") || holds(batch, "protocol");
                ColumnVector add = batch.getColumnVector(schema.indexOf("add"));
                ColumnVector remove = batch.getColumnVector(schema.indexOf("remove"));
                for (int row = 0; row < batch.getSize(); row++) {
                    rewrites |= changes(remove, row);
                    if (changes(add, row)) {
                        added.add(file(root, add, row));
                    }
                }
            }
        }
        return new TableCommit(actions.getVersion(), actions.getTimestamp(), added, rewrites);
    }

    private static boolean holds(ColumnarBatch batch, String action) {
        ColumnVector vector = batch.getColumnVector(batch.getSchema().indexOf(action));
        for (int row = 0; row < batch.getSize(); row++) {
            if (!vector.isNullAt(row)) {
                return true;
            }
        }
        return false;
    }

    private static boolean changes(ColumnVector action, int row) {
        return !action.isNullAt(row) && child(action, "dataChange").getBoolean(row);
    }

    private static FileStatus file(String root, ColumnVector add, int row) {
        URI path = URI.create(child(add, "path").getString(row));
        String file = path.isAbsolute() ? path.toString() : new Path(root, path.getPath()).toString();
        return FileStatus.of(
                file,
                child(add, "size").getLong(row),
                child(add, "modificationTime").getLong(row));
    }

    private static ColumnVector child(ColumnVector struct, String name) {
        return struct.getChild(((StructType) struct.getDataType()).indexOf(name));
    }

    /** Hands over the rows of the files added, without partition columns. */
    void read(Engine engine, StructType schema, Consumer<Iterator<TableRow>> rows) throws IOException {
        try (CloseableIterator<FileReadResult> results = engine.getParquetHandler()
                .readParquetFiles(new FileIterator(added.iterator()), schema, Optional.empty())) {
            while (results.hasNext()) {
                rows.accept(new BatchRows(results.next().getData(), Optional.empty()));
            }
        }
    }

    /** Files as Kernel wants them. */
    private record FileIterator(Iterator<FileStatus> files) implements CloseableIterator<FileStatus> {
        @Override
        public boolean hasNext() {
            return files.hasNext();
        }

        @Override
        public FileStatus next() {
            return files.next();
        }

        @Override
        public void close() {}
    }
}
