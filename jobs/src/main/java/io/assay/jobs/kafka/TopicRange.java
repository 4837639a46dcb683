package io.assay.jobs.kafka;

import io.assay.validation.source.RecordRange;
import io.assay.validation.source.SourceRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaBatchReaderFactory$;
import org.jspecify.annotations.Nullable;

/** A range of one partition's offsets that Spark's Kafka source chose for a micro-batch, read as Spark reads it. */
final class TopicRange implements RecordRange {
    private static final long serialVersionUID = 1;
    private final KafkaBatchInputPartition partition;
    private final String source;

    TopicRange(KafkaBatchInputPartition partition) {
        this.partition = partition;
        this.source =
                partition.offsetRange().topic() + "/" + partition.offsetRange().partition();
    }

    @Override
    public String source() {
        return source;
    }

    int partition() {
        return partition.offsetRange().partition();
    }

    @Override
    public long from() {
        return partition.offsetRange().fromOffset();
    }

    @Override
    public long until() {
        return partition.offsetRange().untilOffset();
    }

    @Override
    public SourceRecords open() {
        return new Records(KafkaBatchReaderFactory$.MODULE$.createReader(partition));
    }

    /** Rows of Spark's Kafka source: key, value, topic, partition, offset, timestamp, timestampType, headers. */
    private static final class Records implements SourceRecords {
        private static final int KEY = 0;
        private static final int VALUE = 1;
        private static final int TOPIC = 2;
        private static final int PARTITION = 3;
        private static final int OFFSET = 4;
        private static final int TIMESTAMP = 5;
        private static final int HEADERS = 7;
        private static final String HEADER = "header.";

        private final PartitionReader<InternalRow> reader;

        Records(PartitionReader<InternalRow> reader) {
            this.reader = reader;
        }

        @Override
        public boolean next() throws IOException {
            return reader.next();
        }

        @Override
        public long offset() {
            return reader.get().getLong(OFFSET);
        }

        @Override
        public byte @Nullable [] value() {
            InternalRow row = reader.get();
            return row.isNullAt(VALUE) ? null : row.getBinary(VALUE);
        }

        @Override
        public @Nullable String field(String name) {
            InternalRow row = reader.get();
            return switch (name) {
                case "key" -> row.isNullAt(KEY) ? null : text(row.getBinary(KEY));
                case "topic" -> row.getUTF8String(TOPIC).toString();
                case "partition" -> Integer.toString(row.getInt(PARTITION));
                case "offset" -> Long.toString(row.getLong(OFFSET));
                case "timestamp" -> instant(row.getLong(TIMESTAMP)).toString();
                default -> name.startsWith(HEADER) ? header(row, name.substring(HEADER.length())) : null;
            };
        }

        private static Instant instant(long micros) {
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
        }

        /** The last header of that name, as Kafka's own {@code lastHeader}. */
        private static @Nullable String header(InternalRow row, String name) {
            if (row.numFields() <= HEADERS || row.isNullAt(HEADERS)) {
                return null;
            }
            ArrayData headers = row.getArray(HEADERS);
            for (int i = headers.numElements() - 1; i >= 0; i--) {
                InternalRow header = headers.getStruct(i, 2);
                if (header.getUTF8String(0).toString().equals(name)) {
                    return header.isNullAt(1) ? null : text(header.getBinary(1));
                }
            }
            return null;
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
