package io.assay.jobs.kafka;

import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.run.RunEnvironment;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.source.Input;
import io.assay.validation.source.RecordFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.Partition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDDPartition;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaSourceProvider;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * A topic under a dataset's contract. Spark's Kafka source decides which offsets a micro-batch has, and its checkpoint
 * keeps them; the records are read by the gate.
 */
public final class Topic {
    /** What lineage and the log call the offsets of a micro-batch. */
    private static final String OFFSETS = "offsets";

    private final RunEnvironment environment;
    private final TopicAddress address;
    private final TopicOptions options;
    private final RecordFormat format;
    private final Gate gate;
    private final TopicIdentity identity;

    private Topic(
            RunEnvironment environment,
            TopicAddress address,
            TopicOptions options,
            RecordFormat format,
            BatchDataset subject) {
        this.environment = environment;
        this.address = address;
        this.options = options;
        this.format = format;
        this.gate = Gate.of(subject.dataset());
        this.identity = TopicIdentity.ask(address, options);
    }

    /**
     * Opens a topic; asks a broker whether it exists.
     *
     * @param format of its values; as the contract's server says if empty, else JSON
     */
    public static Topic open(
            RunEnvironment environment, TopicAddress address, Optional<String> format, BatchDataset subject) {
        TopicOptions options = TopicOptions.of(subject.contract(), environment.spark());
        String name = format.map(text -> text.toLowerCase(Locale.ROOT))
                .or(options::format)
                .orElse("json");
        RecordFormat values = switch (name) {
            case "json" -> new RecordFormat.Json();
            case "avro" -> new SchemaFiles(environment.project().folder(), environment.hadoop()).read(options);
            default ->
                throw new UsageException(
                        "--format " + name, "values of a topic are not read as %s".formatted(name), "use json or avro");
        };
        return new Topic(environment, address, options, values, subject);
    }

    /** What the values of a dataset's topics are, for records that are read again from what is kept of them. */
    public static RecordFormat recordFormat(RunEnvironment environment, BatchDataset subject) {
        TopicOptions options = TopicOptions.of(subject.contract(), environment.spark());
        return options.option(TopicOptions.SCHEMA_FILES).isPresent()
                ? new SchemaFiles(environment.project().folder(), environment.hadoop()).read(options)
                : new RecordFormat.Json();
    }

    /** The same whatever brokers it is asked of. */
    public String identity() {
        return "kafka " + identity.cluster() + " " + address.topic();
    }

    /** Checks that a checkpoint, if there is one, counts this topic's offsets, and notes that it does. */
    public void check(String checkpoint) {
        identity.check(address, checkpoint, environment.hadoop());
    }

    /** Its records as they come; Spark keeps their offsets, and reads none of them. */
    public Dataset<Row> stream() {
        return environment
                .spark()
                .readStream()
                .format("kafka")
                .options(options.sparks())
                .option("kafka.bootstrap.servers", address.brokers())
                .option("subscribe", address.topic())
                .load();
    }

    /** The records of one micro-batch of {@link #stream}, as the gate reads them in its own session. */
    public Batch batch(SparkSession spark, Dataset<Row> records) {
        return gate.records(spark, List.copyOf(ranges(records)), format);
    }

    /** Whether an input is records between named offsets of a topic, as a micro-batch's run has it. */
    public static boolean isMicroBatch(Input input) {
        return input.options().containsKey(OFFSETS)
                && input.paths().size() == 1
                && TopicAddress.fits(input.paths().get(0));
    }

    /** Reads the records of an earlier micro-batch again; they are the same as long as the topic keeps them. */
    public static Batch read(RunEnvironment environment, BatchDataset subject, Input input) {
        TopicAddress address = TopicAddress.of(input.paths().get(0));
        Topic topic = open(environment, address, input.format(), subject);
        TopicOffsets offsets = TopicOffsets.parse(address, input.options().getOrDefault(OFFSETS, ""));
        Map<String, String> all = new TreeMap<>(topic.options.ofReading());
        all.put("kafka.bootstrap.servers", address.brokers());
        all.put("assign", offsets.partitions());
        all.put("startingOffsets", offsets.from());
        all.put("endingOffsets", offsets.until());
        CaseInsensitiveStringMap settings = new CaseInsensitiveStringMap(all);
        Dataset<Row> records = Dataset.ofRows( // by name Spark takes its older reader, which has other partitions
                environment.spark(),
                DataSourceV2Relation.create(
                        new KafkaSourceProvider().getTable(settings), Option.empty(), Option.empty(), settings));
        return topic.batch(environment.spark(), records);
    }

    /** What a micro-batch is read from: the topic, and its offsets by partition. */
    public Optional<Input> input(Dataset<Row> records) {
        List<String> offsets = new ArrayList<>();
        for (TopicRange range : ranges(records)) {
            offsets.add("%s:%d-%d".formatted(range.source(), range.from(), range.until()));
        }
        return offsets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Input(
                        List.of(address.toString()),
                        Optional.of(format.name()),
                        Map.of(OFFSETS, String.join(" ", offsets))));
    }

    /** A micro-batch is one RDD that Spark has planned already; to plan it again would cost as much. */
    private static Partition[] partitions(Dataset<Row> records) {
        return records.queryExecution().analyzed() instanceof LogicalRDD planned
                ? planned.rdd().partitions()
                : records.queryExecution().toRdd().partitions();
    }

    private static List<TopicRange> ranges(Dataset<Row> records) {
        List<TopicRange> ranges = new ArrayList<>();
        for (Partition partition : partitions(records)) {
            for (InputPartition input :
                    JavaConverters.seqAsJavaList(((DataSourceRDDPartition) partition).inputPartitions())) {
                ranges.add(new TopicRange((KafkaBatchInputPartition) input));
            }
        }
        ranges.sort(Comparator.comparingInt(TopicRange::partition).thenComparingLong(TopicRange::from));
        return ranges;
    }
}
