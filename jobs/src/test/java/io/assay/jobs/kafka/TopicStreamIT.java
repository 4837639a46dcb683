package io.assay.jobs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicStreamIT {
    private static final String COUNTS = "SELECT count(*), count(DISTINCT id) FROM datasets.orders";

    @TempDir
    static Path brokers;

    private static KafkaBroker broker;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(brokers);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    private static TestProject.Ended ingest(TestProject project, String input, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("ingest", "orders", "--stream", "--input", input, "--available-now"));
        arguments.addAll(List.of(more));
        return project.report(arguments.toArray(String[]::new));
    }

    @Test
    void recordsGetTheVerdictsOfFiles() throws Exception {
        TestProject project = Orders.in(folder);
        broker.topic("verdicts", 2);
        broker.send("verdicts", 0, "{\"id\": 1, \"amount\": 2.5}", "{\"id\": 2, \"amount\": -1}", "{\"id\": 3, \"amou");
        broker.send("verdicts", 1, "{\"id\": 4, \"amount\": 1, \"extra\": 1}", "{\"id\": \"x\", \"amount\": 1}");
        broker.send("verdicts", 1, new byte[] {7}, null);

        TestProject.Ended ended = ingest(project, broker.input("verdicts"));

        assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
        assertThat(ended.rows("read")).isEqualTo(6);
        assertThat(ended.json().path("warnings").toString()).contains("left out, not in the contract: extra");
        assertThat(project.rows("SELECT id, amount, _source, _position FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,2.5,verdicts/0,0]", "[4,1.0,verdicts/1,0]");
        assertThat(
                        project.rows(
                                "SELECT source, position, reasons[0].rule, row, cast(raw AS string) FROM quarantine.orders ORDER BY source, position"))
                .containsExactly(
                        "[verdicts/0,1,amount.minimum,{\"id\": 2, \"amount\": -1},null]",
                        "[verdicts/0,2,row.malformed,null,{\"id\": 3, \"amou]",
                        "[verdicts/1,1,id.type,{\"id\": \"x\", \"amount\": 1},null]",
                        "[verdicts/1,2,row.malformed,null,]");
        assertThat(project.rows("SELECT get_json_object(body, '$.options.offsets') FROM assay.runs"))
                .containsExactly("[verdicts/0:0-3 verdicts/1:0-3]");

        broker.send("verdicts", 0, "{\"id\": 5, \"amount\": 1}", "{\"id\": 1, \"amount\": 9}");
        TestProject.Ended next = ingest(project, broker.input("verdicts"));

        assertThat(next.rows("read")).isEqualTo(2);
        assertThat(next.violations("id.unique")).isOne();
        assertThat(ingest(project, broker.input("verdicts")).status()).isEqualTo("nothing_new");
    }

    @Test
    void aSecuredListenerIsAskedWithWhatTheContractAndTheEnvironmentSay() throws Exception {
        TestProject project = Orders.in(folder);
        broker.topic("secured", 1);
        broker.send("secured", 0, "{\"id\": 1, \"amount\": 2.5}");
        Path contract = folder.resolve("contracts/orders.odcs.yaml");
        String plain = Files.readString(contract);
        Files.writeString(contract, plain + """
                servers:
                  - server: topic
                    type: kafka
                    host: localhost
                    customProperties:
                      - {property: kafka.security.protocol, value: SASL_PLAINTEXT}
                      - {property: kafka.sasl.mechanism, value: PLAIN}
                      - property: kafka.sasl.jaas.config
                        value: >-
                          org.apache.kafka.common.security.plain.PlainLoginModule required
                          username="alice" password="${ASSAY_NO_SUCH_VARIABLE:-%s}";
                """.formatted(KafkaBroker.PASSWORD));

        TestProject.Ended ended = ingest(project, broker.securedInput("secured"));

        assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
        assertThat(ended.rows("published")).isOne();

        String option = "spark.assay.kafka.kafka.sasl.jaas.config="
                + "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\" password=\"%s\";";
        TestProject.Ended refused =
                ingest(project, broker.securedInput("secured"), "--spark", option.formatted("wrong words"));
        assertThat(refused.exit()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err() + refused.out())
                .contains("the broker refuses access")
                .doesNotContain("wrong words");
        project.spark().conf().unset("spark.assay.kafka.kafka.sasl.jaas.config");
    }

    @Test
    void anEncryptedListenerIsAskedWithScram() throws Exception {
        TestProject project = Orders.in(folder);
        broker.scram();
        broker.topic("encrypted", 1);
        broker.send("encrypted", 0, "{\"id\": 1, \"amount\": 2.5}");
        Path contract = folder.resolve("contracts/orders.odcs.yaml");
        Files.writeString(
                contract, Files.readString(contract) + """
                servers:
                  - server: topic
                    type: kafka
                    host: localhost
                    customProperties:
                      - {property: kafka.security.protocol, value: SASL_SSL}
                      - {property: kafka.ssl.truststore.type, value: PEM}
                      - {property: kafka.ssl.truststore.location, value: '%s'}
                      - {property: kafka.sasl.mechanism, value: SCRAM-SHA-512}
                      - property: kafka.sasl.jaas.config
                        value: >-
                          org.apache.kafka.common.security.scram.ScramLoginModule required
                          username="alice" password="${ASSAY_NO_SUCH_VARIABLE:-%s}";
                """.formatted(broker.certificate(), KafkaBroker.PASSWORD));

        String input = broker.encryptedInput("encrypted");
        TestProject.Ended ended = ingest(project, input);
        TestProject.Ended other = ingest(project, input.replace("localhost", "127.0.0.1"));

        assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
        assertThat(ended.rows("published")).isOne();
        assertThat(other.exit()).as(other.err()).isEqualTo(3);
        assertThat(other.err()).contains("the broker's certificate is not accepted: ", "127.0.0.1");
    }

    @Test
    void aTombstoneDeletesItsKey() throws Exception {
        TestProject project = Orders.in(folder);
        Orders.contract(
                project,
                "1.0.0",
                "      - {name: gone, logicalType: boolean, physicalName: kafka.tombstone}",
                "    customProperties:",
                "      - {property: writeMode, value: upsert}",
                "      - {property: deletedWhen, value: gone}");
        broker.topic("tombstones", 1);
        broker.send(
                "tombstones",
                0,
                "{\"id\": 1, \"amount\": 1}",
                "{\"id\": 2, \"amount\": 2}",
                "{\"id\": 3, \"amount\": 3}");
        assertThat(ingest(project, broker.input("tombstones")).rows("published"))
                .isEqualTo(3);
        broker.send("tombstones", 0, "1".getBytes(UTF_8), null);
        broker.send("tombstones", 0, "{\"id\": 2}".getBytes(UTF_8), null);
        broker.send("tombstones", 0, "what".getBytes(UTF_8), null);
        broker.send("tombstones", 0, null, null);

        TestProject.Ended ended = ingest(project, broker.input("tombstones"));

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.rows("deleted")).isEqualTo(2);
        assertThat(project.rows("SELECT id, gone FROM datasets.orders")).containsExactly("[3,false]");
        assertThat(project.rows("SELECT position, reasons[0].rule FROM quarantine.orders ORDER BY position"))
                .containsExactly("[5,id.type]", "[6,row.malformed]");
    }

    @Test
    void aHeldMicroBatchBlocksNothingAndCanBeApprovedLater() throws Exception {
        TestProject project = Orders.in(folder);
        Orders.contract(project, "1.0.0", "", "    customProperties:", "      - {property: maxQuarantined, value: 40}");
        broker.topic("held", 2);
        broker.send("held", 0, "{\"id\": 1, \"amount\": 1}", "{\"id\": 2, \"amount\": -1}");
        TestProject.Ended held = ingest(project, broker.input("held"));
        assertThat(held.exit()).as(held.err()).isEqualTo(1);
        String run = project.rows("SELECT run FROM assay.runs WHERE status = 'held'")
                .get(0)
                .replaceAll("[\\[\\]]", "");

        broker.send("held", 1, "{\"id\": 3, \"amount\": 1}");
        assertThat(ingest(project, broker.input("held")).rows("published")).isOne();
        assertThat(project.rows("SELECT id FROM datasets.orders")).containsExactly("[3]");

        TestProject.Ended approved = project.report("runs", "publish", run, "--reason", "known");

        assertThat(approved.exit()).as(approved.err() + approved.out()).isZero();
        assertThat(project.rows("SELECT id, _source, _position FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,held/0,0]", "[3,held/1,0]");
        assertThat(project.rows("SELECT source, position FROM quarantine.orders"))
                .containsExactly("[held/0,1]");
        assertThat(project.report("runs", "publish", run, "--reason", "again").status())
                .isEqualTo("nothing_new");
    }

    @Test
    void aDryRunCountsAndWritesNothing() throws Exception {
        TestProject project = Orders.in(folder);
        broker.topic("dry", 1);
        broker.send("dry", 0, "{\"id\": 1, \"amount\": 2.5}", "{\"id\": 2}");

        TestProject.Ended dry = ingest(project, broker.input("dry"), "--dry-run");

        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.status()).isEqualTo("dry_run");
        assertThat(dry.violations("amount.required")).isOne();
        assertThat(folder.resolve("warehouse/checkpoints")).doesNotExist();
        assertThat(folder.resolve("warehouse/datasets")).doesNotExist();
    }

    @Test
    void columnsMayComeFromBesideTheValue() throws Exception {
        TestProject project = Orders.in(folder);
        Orders.contract(project, "1.0.0", """
                              - {name: k, logicalType: string, physicalName: kafka.key}
                              - {name: at, logicalType: timestamp, physicalName: kafka.timestamp}
                              - {name: trace, logicalType: string, physicalName: kafka.header.trace}
                              - {name: part, logicalType: integer, physicalName: kafka.partition}\
                        """);
        broker.topic("beside", 1);
        broker.send(List.of(new ProducerRecord<>(
                "beside",
                0,
                1_700_000_000_123L,
                "K1".getBytes(UTF_8),
                "{\"id\": 1, \"amount\": 2}".getBytes(UTF_8),
                List.of(new RecordHeader("trace", "T9".getBytes(UTF_8))))));

        TestProject.Ended ended = ingest(project, broker.input("beside"));

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(project.rows("SELECT id, k, at, trace, part FROM datasets.orders"))
                .containsExactly("[1,K1,2023-11-14 22:13:20.123,T9,0]");
    }

    @Test
    void avroValuesAreReadWithTheSchemaTheyWereWrittenWith() throws Exception {
        TestProject project = Orders.in(folder);
        Orders.contract(project, "1.0.0", """
                              - {name: note, logicalType: string}
                              - {name: day, logicalType: date, logicalTypeOptions: {format: dd.MM.yyyy}}\
                        """);
        Files.writeString(
                folder.resolve("contracts/orders.odcs.yaml"),
                String.join(
                        "\n",
                        "servers:",
                        "  - server: topic",
                        "    type: kafka",
                        "    host: " + broker.address(),
                        "    format: avro",
                        "    customProperties:",
                        "      - {property: schemaFiles, value: '7=one.avsc,9=two.avsc'}",
                        ""),
                UTF_8,
                java.nio.file.StandardOpenOption.APPEND);
        String one =
                "{'type':'record','name':'O','fields':[{'name':'id','type':'long'},{'name':'amount','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}}]}"
                        .replace('\'', '"');
        String two =
                "{'type':'record','name':'O','fields':[{'name':'note','type':['null','string']},{'name':'id','type':'int'},{'name':'amount','type':'float'},{'name':'day','type':{'type':'int','logicalType':'date'}}]}"
                        .replace('\'', '"');
        project.with("one.avsc", one).with("two.avsc", two);
        broker.topic("avro", 1);
        GenericRecord first = new GenericData.Record(new Schema.Parser().parse(one));
        first.put("id", 1L);
        first.put("amount", ByteBuffer.wrap(new byte[] {1, 0})); // 256, so 2.56
        GenericRecord second = new GenericData.Record(new Schema.Parser().parse(two));
        second.put("note", "n");
        second.put("id", 2);
        second.put("amount", 0.5f);
        second.put("day", 19_000);
        broker.send("avro", 0, null, wire(7, first));
        broker.send("avro", 0, null, wire(9, second));
        GenericRecord third = new GenericData.Record(first.getSchema());
        third.put("id", 3L);
        third.put("amount", ByteBuffer.wrap(new byte[] {2}));
        broker.send("avro", 0, null, wire(8, third));
        broker.send("avro", 0, "not avro at all");
        byte[] cut = wire(9, second);
        broker.send("avro", 0, null, java.util.Arrays.copyOf(cut, cut.length - 2));
        broker.send("avro", 0, null, wire(7, second));

        TestProject.Ended ended = ingest(project, broker.input("avro"));

        assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
        assertThat(project.rows("SELECT id, amount, note, day FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,2.56,null,null]", "[2,0.5,n,2022-01-08]");
        assertThat(project.rows("SELECT position, reasons[0].value FROM quarantine.orders ORDER BY position"))
                .hasSize(4)
                .first()
                .isEqualTo("[2,its schema has the id 8; schema files are given for [7, 9]]");
        assertThat(project.rows("SELECT DISTINCT reasons[0].rule FROM quarantine.orders"))
                .containsExactly("[row.malformed]");

        TestProject.Ended replay = project.report(
                "quarantine",
                "replay",
                "orders",
                "--spark",
                "spark.assay.kafka.schemaFiles=7=one.avsc,8=one.avsc,9=two.avsc");

        assertThat(replay.exit()).as(replay.err() + replay.out()).isZero();
        assertThat(replay.rows("quarantined")).isEqualTo(3);
        assertThat(project.rows("SELECT id, amount, _position FROM datasets.orders WHERE id = 3"))
                .containsExactly("[3,0.02,2]");
    }

    private static byte[] wire(int id, GenericRecord record) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        out.write(0);
        out.write(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void aTopicMayGrowPartitions() throws Exception {
        TestProject project = Orders.in(folder);
        broker.topic("grows", 1);
        broker.send("grows", 0, "{\"id\": 1, \"amount\": 1}");
        assertThat(ingest(project, broker.input("grows")).exit()).isZero();
        broker.grow("grows", 3);
        broker.send("grows", 2, "{\"id\": 2, \"amount\": 1}", "{\"id\": 3, \"amount\": 1}");
        broker.send("grows", 0, "{\"id\": 4, \"amount\": 1}");

        TestProject.Ended ended = ingest(project, broker.input("grows"));

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(project.rows(COUNTS)).containsExactly("[4,4]");
    }

    @Test
    void recordsThatRetentionDeletedBeforeTheyWereReadAreAnErrorUntilSomebodyAcceptsTheLoss() throws Exception {
        TestProject project = Orders.in(folder);
        broker.topic("expires", 1);
        broker.send("expires", 0, "{\"id\": 1, \"amount\": 1}");
        assertThat(ingest(project, broker.input("expires")).exit()).isZero();
        broker.send("expires", 0, "{\"id\": 2, \"amount\": 1}", "{\"id\": 3, \"amount\": 1}");
        broker.expire("expires", 0, 2);

        TestProject.Ended lost = ingest(project, broker.input("expires"));

        assertThat(lost.exit()).as(lost.err()).isOne();
        assertThat(lost.err()).contains("not in the topic any more").contains("spark.assay.kafka.failOnDataLoss=false");
        TestProject.Ended accepted =
                ingest(project, broker.input("expires"), "--spark", "spark.assay.kafka.failOnDataLoss=false");
        assertThat(accepted.exit()).as(accepted.err()).isZero();
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[3]");
    }

    @Test
    void aSpanOfUniquenessHoldsAcrossMicroBatchesAndRestartsForLateRowsToo() throws Exception {
        TestProject project = Orders.in(folder);
        Orders.contract(
                project,
                "1.0.0",
                "      - {name: at, logicalType: timestamp}",
                "    customProperties:",
                "      - {property: uniqueWithin, value: 7d}");
        broker.topic("span", 1);
        broker.send(
                "span",
                0,
                order(1, "2026-03-01"),
                order(2, "2026-03-02"),
                order(1, "2026-03-05"), // 4 days later
                order(1, "2026-03-09"), // 8 days
                order(2, "2026-02-20"), // late, and 10 days before
                order(2, "2026-02-26"), // late, and near to both
                order(3, "2026-04-30"));

        TestProject.Ended first =
                ingest(project, broker.input("span"), "--spark", "spark.assay.kafka.maxOffsetsPerTrigger=2");
        broker.send("span", 0, order(3, "2026-05-01"), order(2, "2026-03-03"), order(4, "2026-05-01"));
        TestProject.Ended second =
                ingest(project, broker.input("span"), "--spark", "spark.assay.kafka.maxOffsetsPerTrigger=2");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(first.json().path("batches").asInt()).isEqualTo(4);
        assertThat(project.rows("SELECT position, reasons[0].rule FROM quarantine.orders ORDER BY position"))
                .containsExactly("[2,id.unique]", "[5,id.unique]", "[7,id.unique]", "[8,id.unique]");
        assertThat(project.rows("SELECT id, cast(at AS date) FROM datasets.orders ORDER BY id, at"))
                .containsExactly(
                        "[1,2026-03-01]",
                        "[1,2026-03-09]",
                        "[2,2026-02-20]",
                        "[2,2026-03-02]",
                        "[3,2026-04-30]",
                        "[4,2026-05-01]");
    }

    private static String order(int id, String at) {
        return "{\"id\": %d, \"amount\": 1, \"at\": \"%sT00:00:00Z\"}".formatted(id, at);
    }

    @Test
    void aTopicThatWasMadeAnewIsAnotherTopic() throws Exception {
        TestProject project = Orders.in(folder);
        broker.topic("anew", 1);
        broker.send("anew", 0, "{\"id\": 1, \"amount\": 1}");
        assertThat(ingest(project, broker.input("anew")).exit()).isZero();
        broker.delete("anew");
        broker.topic("anew", 1);
        broker.send("anew", 0, "{\"id\": 2, \"amount\": 1}", "{\"id\": 3, \"amount\": 1}");

        TestProject.Ended refused = ingest(project, broker.input("anew"));
        TestProject.Ended fresh = ingest(project, broker.input("anew"), "--checkpoint", folder + "/another");

        assertThat(refused.exit()).isOne();
        assertThat(refused.err()).contains("deleted and made anew").contains("--checkpoint");
        assertThat(fresh.exit()).as(fresh.err()).isZero();
        assertThat(project.rows(COUNTS)).containsExactly("[3,3]");
    }

    @Test
    void whatCannotBeReachedIsToldWithWhatToDo() throws Exception {
        TestProject project = Orders.in(folder);

        TestProject.Ended missing = ingest(project, broker.input("missing"));
        TestProject.Ended nobody = ingest(
                project,
                "kafka://localhost:1/orders",
                "--spark",
                "spark.assay.kafka.kafka.default.api.timeout.ms=3000",
                "--spark",
                "spark.assay.kafka.kafka.request.timeout.ms=2000");
        TestProject.Ended unknown = ingest(project, "kafka://no.such.host.invalid:9092/orders");
        TestProject.Ended noPort = ingest(project, "kafka://localhost/orders");
        TestProject.Ended option =
                ingest(project, broker.input("missing"), "--spark", "spark.assay.kafka.assign=orders");

        assertThat(missing.exit()).as(missing.err()).isOne();
        assertThat(missing.err()).contains("there is no topic 'missing'");
        assertThat(nobody.exit()).as(nobody.err()).isEqualTo(3);
        assertThat(nobody.err()).contains("no broker answers at localhost:1");
        assertThat(unknown.exit()).as(unknown.err()).isEqualTo(3);
        assertThat(unknown.err()).contains("no broker's host is known").contains("no.such.host.invalid");
        assertThat(noPort.exit()).isEqualTo(2);
        assertThat(noPort.err()).contains("kafka://HOST:PORT/TOPIC");
        assertThat(option.exit()).isEqualTo(2);
        assertThat(option.err()).contains("'assign' is not an option of a topic");
    }
}
