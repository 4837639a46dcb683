package io.assay.jobs.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.definition.contract.DataContract;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is read: the options of Spark's Kafka source under their own names, and ours. The contract's server of
 * type {@code kafka} sets them as {@code customProperties}; {@code --spark spark.assay.kafka.NAME=VALUE} wins.
 */
final class TopicOptions {
    /** Schemas that records were written with: {@code ID=PATH,ID=PATH}. */
    static final String SCHEMA_FILES = "schemaFiles";

    /** The schema that records are read as. */
    static final String READER_SCHEMA_FILE = "readerSchemaFile";

    private static final String PREFIX = "spark.assay.kafka.";

    /** Of Spark's source. What it has beyond these would read other records than the checkpoint counts. */
    private static final Set<String> SPARKS = Set.of(
            "failOnDataLoss",
            "fetchOffset.numRetries",
            "fetchOffset.retryIntervalMs",
            "groupIdPrefix",
            "kafkaConsumer.pollTimeoutMs",
            "maxOffsetsPerTrigger",
            "maxTriggerDelay",
            "minOffsetsPerTrigger",
            "minPartitions",
            "startingOffsets",
            "startingOffsetsByTimestamp",
            "startingOffsetsByTimestampStrategy",
            "startingTimestamp");

    /** Options of Kafka's consumer have its prefix. */
    private static final String CONSUMERS = "kafka.";

    /** Only these matter where the records to read are named. */
    private static final List<String> OF_READING = List.of(
            "failOnDataLoss", "fetchOffset.numRetries", "fetchOffset.retryIntervalMs", "kafkaConsumer.pollTimeoutMs");

    /** Of Kafka's clients: a contract with such a value would be published with it. */
    private static final Pattern SECRET = Pattern.compile("(?i)kafka\\..*(password|secret|jaas\\.config|\\.key)");

    /** A password inside a longer value, such as a JAAS entry, that is not a variable. */
    private static final Pattern LITERAL_SECRET =
            Pattern.compile("(?i)(?:password|secret)\\s*=\\s*\"?(?!\\$\\{)[^\"\\s;]");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Optional<String> format;
    private final UnaryOperator<@Nullable String> environment;

    private TopicOptions(Optional<String> format, UnaryOperator<@Nullable String> environment) {
        this.format = format;
        this.environment = environment;
    }

    static TopicOptions of(DataContract contract, SparkSession spark) {
        return of(contract, spark, System::getenv);
    }

    /** @param environment values of environment variables, which {@code ${NAME}} stands for */
    static TopicOptions of(DataContract contract, SparkSession spark, UnaryOperator<@Nullable String> environment) {
        Optional<JsonNode> server = server(contract);
        TopicOptions all = new TopicOptions(
                server.map(node -> node.path("format"))
                        .filter(JsonNode::isTextual)
                        .map(node -> node.asText().toLowerCase(Locale.ROOT)),
                environment);
        all.options.put("startingOffsets", "earliest"); // Spark's own default leaves out what is there already
        all.options.put("maxOffsetsPerTrigger", "1000000");
        // Spark asks the broker for the first and last offset with each poll; Kafka's own 500 are 75 KB of such records
        all.options.put("kafka.max.poll.records", "10000");
        server.ifPresent(node -> node.path("customProperties")
                .forEach(property -> all.setPublished(
                        "contract %s, servers".formatted(contract.id()),
                        property.path("property").asText(),
                        property.path("value").asText())));
        scala.collection.Iterator<scala.Tuple2<String, String>> settings =
                spark.conf().getAll().iterator();
        while (settings.hasNext()) {
            scala.Tuple2<String, String> setting = settings.next();
            if (setting._1().startsWith(PREFIX)) {
                all.set("--spark " + setting._1(), setting._1().substring(PREFIX.length()), setting._2());
            }
        }
        if (all.options.containsKey("startingTimestamp") || all.options.containsKey("startingOffsetsByTimestamp")) {
            all.options.remove("startingOffsets");
        }
        return all;
    }

    /** The first server of type kafka. */
    private static Optional<JsonNode> server(DataContract contract) {
        try {
            for (JsonNode server : Json.MAPPER.readTree(contract.json()).path("servers")) {
                if (server.path("type").asText().equalsIgnoreCase("kafka")) {
                    return Optional.of(server);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a contract's own JSON", e);
        }
    }

    private void set(String where, String name, String value) {
        boolean ours = name.equals(SCHEMA_FILES) || name.equals(READER_SCHEMA_FILE);
        if (!ours && !name.startsWith(CONSUMERS) && !SPARKS.contains(name)) {
            throw new UsageException(
                    where,
                    "'%s' is not an option of a topic".formatted(name),
                    "use one of %s, or kafka.… of Kafka's consumer"
                            .formatted(String.join(", ", new java.util.TreeSet<>(SPARKS)) + ", " + SCHEMA_FILES + ", "
                                    + READER_SCHEMA_FILE));
        }
        options.put(name, filled(where, name, value));
    }

    /** The same for what everybody can read. */
    private void setPublished(String where, String name, String value) {
        boolean written =
                !VARIABLE.matcher(value).find() || LITERAL_SECRET.matcher(value).find();
        if (SECRET.matcher(name).matches() && written) {
            throw new UsageException(
                    where,
                    "'%s' has its value in the contract, which is published with it".formatted(name),
                    "write ${NAME} in its place, and set that environment variable");
        }
        set(where, name, value);
    }

    /** The value with environment variables in place of {@code ${NAME}} and {@code ${NAME:-default}}. */
    private String filled(String where, String name, String value) {
        return VARIABLE.matcher(value).replaceAll(variable -> {
            String found = environment.apply(variable.group(1));
            if (found == null && variable.group(2) == null) {
                throw new UsageException(
                        where,
                        "'%s' needs the environment variable %s, which is not set".formatted(name, variable.group(1)),
                        "set it, or write ${%s:-default}".formatted(variable.group(1)));
            }
            return Matcher.quoteReplacement(found == null ? variable.group(2) : found);
        });
    }

    /** Those of Spark's source that reads records between two offsets. */
    Map<String, String> ofReading() {
        Map<String, String> reading = new TreeMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith(CONSUMERS) || OF_READING.contains(name)) {
                reading.put(name, value);
            }
        });
        return reading;
    }

    /** What the values are, if the contract's server says so. */
    Optional<String> format() {
        return format;
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** Those of Spark's source. */
    Map<String, String> sparks() {
        Map<String, String> sparks = new TreeMap<>(options);
        sparks.remove(SCHEMA_FILES);
        sparks.remove(READER_SCHEMA_FILE);
        return sparks;
    }

    /** Those of Kafka's admin client, without the prefix; it would warn of what only consumers know. */
    Map<String, String> clients() {
        Map<String, String> clients = new TreeMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith(CONSUMERS)) {
                clients.put(name.substring(CONSUMERS.length()), value);
            }
        });
        Set<String> consumersOnly = new HashSet<>(ConsumerConfig.configNames());
        consumersOnly.removeAll(AdminClientConfig.configNames());
        clients.keySet().removeAll(consumersOnly);
        return clients;
    }
}
