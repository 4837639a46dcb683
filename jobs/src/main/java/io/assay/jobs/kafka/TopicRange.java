package io.assay.jobs.kafka;

import io.assay.validation.source.RecordRange;
import io.assay.validation.source.SourceRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A range of one partition's offsets that Spark's Kafka source chose for a micro-batch, read with the consumers that
 * Spark keeps for the micro-batches of a stream. Its reader would copy each record into a row of Spark's first.
 */
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
        return new Records(partition);
    }

    /** Records from the first offset to the last, those left out that the topic no longer has. */
    private static final class Records implements SourceRecords {
        private static final String HEADER = "header.";

        private final KafkaDataConsumer consumer;
        private final long until;
        private final long pollMillis;
        private final boolean failOnDataLoss;
        private long next;
        private @Nullable ConsumerRecord<byte[], byte[]> current;

        Records(KafkaBatchInputPartition partition) {
            this.consumer = KafkaDataConsumer.acquire(
                    partition.offsetRange().topicPartition(), partition.executorKafkaParams());
            this.next = partition.offsetRange().fromOffset();
            this.until = partition.offsetRange().untilOffset();
            this.pollMillis = partition.pollTimeoutMs();
            this.failOnDataLoss = partition.failOnDataLoss();
        }

        @Override
        public boolean next() {
            current = next < until ? consumer.get(next, until, pollMillis, failOnDataLoss) : null;
            if (current == null) {
                return false;
            }
            next = current.offset() + 1;
            return true;
        }

        @Override
        public long offset() {
            return record().offset();
        }

        @Override
        public byte @Nullable [] value() {
            return record().value();
        }

        @Override
        public @Nullable String field(String name) {
            ConsumerRecord<byte[], byte[]> record = record();
            return switch (name) {
                case "key" -> text(record.key());
                case "topic" -> record.topic();
                case "partition" -> Integer.toString(record.partition());
                case "offset" -> Long.toString(record.offset());
                case "timestamp" -> Instant.ofEpochMilli(record.timestamp()).toString();
                default -> name.startsWith(HEADER) ? header(record, name.substring(HEADER.length())) : null;
            };
        }

        private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
            @Nullable Header last = record.headers().lastHeader(name);
            return last == null ? null : text(last.value());
        }

        private static @Nullable String text(byte @Nullable [] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }

        private ConsumerRecord<byte[], byte[]> record() {
            return Objects.requireNonNull(current, "next() was not called, or returned false");
        }

        @Override
        public void close() {
            consumer.release();
        }
    }
}
