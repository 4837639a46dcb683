package io.assay.validation.internal.catalyst;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Makes the reader of each task. */
final class TextReaderFactory implements PartitionReaderFactory {
    private static final long serialVersionUID = 1;
    private final RowLayout layout;
    private final StructType required;
    private final LeftOutFields leftOut;
    private final Broadcast<SerializableConfiguration> hadoop;

    TextReaderFactory(
            RowLayout layout, StructType required, LeftOutFields leftOut, Broadcast<SerializableConfiguration> hadoop) {
        this.leftOut = leftOut;
        this.layout = layout;
        this.required = required;
        this.hadoop = hadoop;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new TextPartitionReader(
                ((TextPartition) partition).files(),
                new RowBuffer(layout, required, leftOut),
                hadoop.value().value());
    }
}
