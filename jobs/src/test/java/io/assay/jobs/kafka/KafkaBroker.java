package io.assay.jobs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.jobs.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker of Kafka (KRaft, one node) in a process of its own: it runs on another Scala than Spark. */
public final class KafkaBroker implements AutoCloseable {
    /** Who may use the secured listeners. */
    static final String USER = "alice";

    static final String PASSWORD = "alice's 7 words";

    private static final String KEY_PASSWORD = "changeit";
    private static final Path JARS = Path.of("target", "kafka").toAbsolutePath();

    private final Path folder;
    private final int port;
    private final int secured;
    private final int encrypted;
    private Process process;
    private final KafkaProducer<byte[], byte[]> producer;

    private KafkaBroker(Path folder, int port, int secured, int encrypted, int controller)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        this.secured = secured;
        this.encrypted = encrypted;
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.write(
                data.resolve("meta.properties"),
                List.of(
                        "version=1",
                        "cluster.id=MkU3OEVBNTcwNTJENDM2Qk",
                        "node.id=1",
                        "directory.id=q4mgCxBVTGOcNR4k1mZkIA"));
        Files.write(
                folder.resolve("server.properties"),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@localhost:" + controller,
                        ("listeners=PLAINTEXT://localhost:%d,SASL_PLAINTEXT://localhost:%d,"
                                        + "SASL_SSL://localhost:%d,CONTROLLER://localhost:%d")
                                .formatted(port, secured, encrypted, controller),
                        "controller.listener.names=CONTROLLER",
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,"
                                + "SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL",
                        "listener.name.sasl_plaintext.sasl.enabled.mechanisms=PLAIN",
                        "listener.name.sasl_plaintext.plain.sasl.jaas.config="
                                + "org.apache.kafka.common.security.plain.PlainLoginModule required "
                                + "user_%s=\"%s\";".formatted(USER, PASSWORD),
                        "listener.name.sasl_ssl.sasl.enabled.mechanisms=SCRAM-SHA-512",
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config="
                                + "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                        "ssl.keystore.type=PKCS12",
                        "ssl.keystore.location=" + keys(),
                        "ssl.keystore.password=" + KEY_PASSWORD,
                        "log.dirs=" + data,
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "auto.create.topics.enable=false",
                        "log.cleaner.enable=false",
                        "num.network.threads=1",
                        "num.io.threads=2"));
        this.process = launch();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address(), "linger.ms", "1", "delivery.timeout.ms", "60000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Starts one whose data is in {@code folder}, at ports of its own. */
    public static KafkaBroker start(Path folder) throws IOException, InterruptedException {
        return new KafkaBroker(
                Files.createDirectories(folder), FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
    }

    /** A key of its own, made anew. */
    private Path keys() throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        keytool(
                "-genkeypair -alias broker -keyalg RSA -dname CN=localhost -ext san=dns:localhost -storetype PKCS12",
                store);
        keytool("-exportcert -rfc -alias broker -file " + certificate(), store);
        return store;
    }

    private void keytool(String words, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words.split(" ", -1)));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", KEY_PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
        }
    }

    /** What a client has to trust to use the encrypted listener, as PEM. */
    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    private Process launch() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        JARS + "/*",
                        "kafka.Kafka",
                        folder.resolve("server.properties").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("broker.log").toFile()))
                .start();
        for (int i = 0; i < 300 && started.isAlive(); i++) {
            try (Admin admin = admin()) {
                admin.describeCluster().controller().get(2, TimeUnit.SECONDS);
                return started;
            } catch (ExecutionException | java.util.concurrent.TimeoutException | KafkaException e) {
                started.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException("the broker does not start (are its jars in %s?): %s"
                .formatted(JARS, Files.readString(folder.resolve("broker.log"))));
    }

    private Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", address(), "default.api.timeout.ms", "3000", "request.timeout.ms", "2000"));
    }

    /** Host and port. */
    public String address() {
        return "localhost:" + port;
    }

    /** The same topic behind a listener that asks for {@link #USER} and {@link #PASSWORD} (SASL, PLAIN). */
    public String securedInput(String topic) {
        return "kafka://localhost:%d/%s".formatted(secured, topic);
    }

    /** The same behind a listener that is encrypted and asks for them with SCRAM, once {@link #scram} was called. */
    public String encryptedInput(String topic) {
        return "kafka://localhost:%d/%s".formatted(encrypted, topic);
    }

    /** Makes {@link #USER} known to the encrypted listener. */
    public void scram() throws Exception {
        try (Admin admin = admin()) {
            ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, kind, PASSWORD)))
                    .all()
                    .get();
        }
    }

    /** A topic as {@code --input} names it. */
    public String input(String topic) {
        return "kafka://%s/%s".formatted(address(), topic);
    }

    public void topic(String name, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    public void delete(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(name)).all().get();
            while (admin.listTopics().names().get().contains(name)) {
                Thread.onSpinWait();
            }
        }
    }

    public void grow(String topic, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
    }

    /** Deletes the records before an offset, as retention does. */
    public void expire(String topic, int partition, long before) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    /** Sends texts, one after the other, to one partition. */
    public void send(String topic, int partition, String... values) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            records.add(new ProducerRecord<>(topic, partition, null, value.getBytes(UTF_8)));
        }
        send(records);
    }

    public void send(String topic, int partition, byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        send(List.of(new ProducerRecord<>(topic, partition, key, value)));
    }

    public void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        var sent = records.stream().map(producer::send).toList();
        for (var record : sent) {
            record.get(60, TimeUnit.SECONDS);
        }
    }

    /** Ends the process as if the machine lost power. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, with what it has. */
    public void restart() throws IOException, InterruptedException {
        process = launch();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ZERO);
        process.destroyForcibly();
    }
}
