package io.assay.jobs.kafka;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which topic of which cluster it is: a topic that was deleted and made again is another one, though its name and its
 * offsets may look the same.
 *
 * @param id of the topic; zero if the broker gives it none
 */
record TopicIdentity(String cluster, Uuid id) {
    private static final String FILE = "topic.properties";
    private static final String PATIENCE_MILLIS = "20000";

    /** Asks a broker, before the stream starts: Spark's own messages say little. */
    static TopicIdentity ask(TopicAddress address, TopicOptions options) {
        Map<String, Object> settings = new HashMap<>(options.clients());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address.brokers());
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        try (Admin admin = Admin.create(settings)) {
            Map<String, TopicDescription> topics = admin.describeTopics(List.of(address.topic()))
                    .allTopicNames()
                    .get();
            TopicDescription topic = Objects.requireNonNull(topics.get(address.topic()));
            return new TopicIdentity(
                    String.valueOf(admin.describeCluster().clusterId().get()), topic.topicId());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new DataException(
                        "--input " + address,
                        "there is no topic '%s' at %s".formatted(address.topic(), address.brokers()),
                        "check its name, or create it",
                        e);
            }
            throw KafkaFailure.of(address, e);
        } catch (KafkaException e) {
            throw KafkaFailure.of(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalException("--input " + address, "was interrupted while it was looked up", "try again", e);
        }
    }

    /** Checks that a checkpoint, if there is one, counts this topic's offsets, and notes that it does. */
    void check(TopicAddress address, String checkpoint, Configuration hadoop) {
        Path file = new Path(checkpoint, FILE);
        try {
            FileSystem files = file.getFileSystem(hadoop);
            if (!files.exists(file)) {
                write(files, file);
                return;
            }
            Properties kept = new Properties();
            try (var in = files.open(file)) {
                kept.load(in);
            }
            String topic = kept.getProperty("topic", "");
            boolean known = !id.equals(Uuid.ZERO_UUID) && !topic.equals(Uuid.ZERO_UUID.toString());
            if (!kept.getProperty("cluster", "").equals(cluster) || (known && !topic.equals(id.toString()))) {
                throw new DataException(
                        "--checkpoint " + checkpoint,
                        "counts the offsets of another topic than %s: of another cluster, or of one of that name that was"
                                        .formatted(address)
                                + " deleted and made anew",
                        "name another --checkpoint to read this topic from its beginning");
            }
        } catch (IOException e) {
            throw new ExternalException(
                    "--checkpoint " + checkpoint, "cannot be read: " + e.getMessage(), "make it readable", e);
        }
    }

    private void write(FileSystem files, Path file) throws IOException {
        files.mkdirs(file.getParent());
        Path written = new Path(file.getParent(), "." + FILE + ".tmp");
        try (var out = files.create(written, true)) {
            out.write("cluster=%s%ntopic=%s%n".formatted(cluster, id).getBytes(StandardCharsets.UTF_8));
        }
        files.rename(written, file);
    }
}
