package io.assay.jobs.stream;

import io.assay.jobs.failure.JobException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.kafka.KafkaFailure;
import io.assay.jobs.kafka.Topic;
import io.assay.jobs.kafka.TopicAddress;
import io.assay.jobs.run.RunEnvironment;
import io.assay.validation.Batch;
import io.assay.validation.source.Input;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A topic of Kafka. */
final class TopicSource implements StreamSource {
    private final RunEnvironment environment;
    private final TopicAddress address;
    private final Topic topic;

    private TopicSource(RunEnvironment environment, TopicAddress address, Topic topic) {
        this.environment = environment;
        this.address = address;
        this.topic = topic;
    }

    static TopicSource open(RunEnvironment environment, BatchDataset subject, String input, Optional<String> format) {
        TopicAddress address = TopicAddress.of(input);
        return new TopicSource(environment, address, Topic.open(environment, address, format, subject));
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public String identity() {
        return topic.identity();
    }

    @Override
    public void check(String checkpoint) {
        topic.check(checkpoint);
    }

    @Override
    public Dataset<Row> open() {
        return topic.stream();
    }

    @Override
    public Optional<Input> input(Dataset<Row> micro) {
        return topic.input(micro);
    }

    @Override
    public Batch read(Dataset<Row> micro, Input input) {
        return topic.batch(environment.spark(), micro);
    }

    @Override
    public Optional<JobException> failure(Throwable thrown) {
        return KafkaFailure.find(address, thrown);
    }
}
