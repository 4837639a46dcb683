package io.assay.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicOptionsTest {
    private static final String JAAS = "kafka.sasl.jaas.config";

    @TempDir
    Path folder;

    private TopicOptions options(String property, String value, Map<String, String> environment) throws IOException {
        TestProject project = Orders.in(folder);
        Path file = folder.resolve("contracts/orders.odcs.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        + "servers:\n  - {server: t, type: kafka, host: h, customProperties: [{property: '" + property
                        + "', value: '" + value + "'}]}\n");
        DataContract contract = project.context()
                .project()
                .contractOf(new DatasetName("orders"))
                .orElseThrow();
        return TopicOptions.of(contract, project.spark(), environment::get);
    }

    @Test
    void aSecretComesFromTheEnvironment() throws IOException {
        assertThat(options(JAAS, "Login required password=\"${PW}\" x=\"${X:-y}\";", Map.of("PW", "a$1\\b"))
                        .clients())
                .containsEntry("sasl.jaas.config", "Login required password=\"a$1\\b\" x=\"y\";");
    }

    @Test
    void aPasswordBesideAVariableIsRefusedToo() {
        assertThatThrownBy(() ->
                        options(JAAS, "Login required username=\"${USER}\" password=\"hunter2\";", Map.of("USER", "u")))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPollTakesManyRecordsAndTheAdminClientIsNotGivenWhatItDoesNotKnow() throws IOException {
        TopicOptions usual = options("startingOffsets", "latest", Map.of());
        assertThat(usual.sparks()).containsEntry("kafka.max.poll.records", "10000");
        assertThat(usual.ofReading()).containsEntry("kafka.max.poll.records", "10000");
        assertThat(usual.clients()).doesNotContainKey("max.poll.records");
        assertThat(options("kafka.max.poll.records", "7", Map.of()).sparks())
                .containsEntry("kafka.max.poll.records", "7");
    }

    @Test
    void aSecretInAContractIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> options("kafka.ssl.truststore.password", "hunter2", Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "'kafka.ssl.truststore.password' has its value in the contract, which is published with it")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> options(JAAS, "${PW}", Map.of()))
                .hasMessageContaining("'kafka.sasl.jaas.config' needs the environment variable PW, which is not set");
    }

    @Test
    void offsetsOfARunAreReadAgain() {
        TopicOffsets offsets =
                TopicOffsets.parse(TopicAddress.of("kafka://h:1/a.b-c"), "a.b-c/0:17-25 a.b-c/1:3-3 a.b-c/0:25-40");
        assertThat(offsets.from()).isEqualTo("{\"a.b-c\":{\"0\":17,\"1\":3}}");
        assertThat(offsets.until()).isEqualTo("{\"a.b-c\":{\"0\":40,\"1\":3}}");
        assertThat(offsets.partitions()).isEqualTo("{\"a.b-c\":[0,1]}");
    }
}
