package io.assay.validation.internal.text;

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
    private final RowPlan plan;
    private final StructType asked;
    private final Broadcast<SerializableConfiguration> hadoop;

    TextReaderFactory(RowPlan plan, StructType asked, Broadcast<SerializableConfiguration> hadoop) {
        this.plan = plan;
        this.asked = asked;
        this.hadoop = hadoop;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new TextPartitionReader(
                ((TextPartition) partition).files(),
                plan,
                new RowBuffer(plan, asked),
                hadoop.value().value());
    }
}
