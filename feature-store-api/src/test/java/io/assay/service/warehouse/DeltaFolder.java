package io.assay.service.warehouse;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** A Delta table that tests append to, a commit a call. */
final class DeltaFolder {
    private static final Engine ENGINE = DefaultEngine.create(new Configuration());

    private final String path;
    private final StructType schema;
    private final Optional<String> partition;

    DeltaFolder(Path path, StructType schema, Optional<String> partition) {
        this.path = path.toString();
        this.schema = schema;
        this.partition = partition;
    }

    /** Appends rows in one commit; all are of one partition where there are partitions. */
    void append(List<Map<String, @Nullable Object>> rows) throws IOException {
        Transaction transaction = begin();
        Row state = transaction.getTransactionState(ENGINE);
        Map<String, Literal> values = partition
                .map(column -> Map.of(column, Literal.ofDate(day(rows.get(0).get(column)))))
                .orElse(Map.of());
        RowBatch batch = new RowBatch(schema, rows);
        var physical = Transaction.transformLogicalData(
                ENGINE,
                state,
                Utils.toCloseableIterator(List.of(new FilteredColumnarBatch(batch, Optional.empty()))
                        .iterator()),
                values);
        DataWriteContext context = Transaction.getWriteContext(ENGINE, state, values);
        var files = ENGINE.getParquetHandler()
                .writeParquetFiles(context.getTargetDirectory(), physical, context.getStatisticsColumns());
        transaction.commit(
                ENGINE,
                CloseableIterable.inMemoryIterable(Transaction.generateAppendActions(ENGINE, state, files, context)));
    }

    private static int day(@Nullable Object value) {
        if (value instanceof Integer day) {
            return day;
        }
        throw new IllegalArgumentException("day " + value);
    }

    private Transaction begin() {
        if (Files.exists(Path.of(path, "_delta_log"))) {
            return TableManager.loadSnapshot(path)
                    .build(ENGINE)
                    .buildUpdateTableTransaction("test", Operation.WRITE)
                    .build(ENGINE);
        }
        DataLayoutSpec layout = partition
                .map(column -> DataLayoutSpec.partitioned(List.of(new Column(column))))
                .orElseGet(DataLayoutSpec::noDataLayout);
        return TableManager.buildCreateTableTransaction(path, schema, "test")
                .withDataLayoutSpec(layout)
                .build(ENGINE);
    }
}
