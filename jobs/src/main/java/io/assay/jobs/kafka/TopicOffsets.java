package io.assay.jobs.kafka;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The offsets of a micro-batch, as its run has them: {@code orders/0:17-25 orders/1:3-3}; as Spark's Kafka source wants
 * them.
 *
 * @param from of each partition the first, as JSON
 * @param until of each partition the one after the last, as JSON
 * @param partitions as JSON
 */
record TopicOffsets(String from, String until, String partitions) {
    private static final Pattern RANGE = Pattern.compile("(\\S+)/(\\d+):(\\d+)-(\\d+)");

    /** A partition that a micro-batch reads in several parts is in the text several times, one after the other. */
    static TopicOffsets parse(TopicAddress address, String text) {
        ObjectNode from = Json.object();
        ObjectNode until = Json.object();
        for (String range : text.split(" ", -1)) {
            Matcher part = RANGE.matcher(range);
            if (!part.matches() || !part.group(1).equals(address.topic())) {
                throw new DataException(
                        "--input " + address,
                        "'%s' is not a range of offsets of it".formatted(range),
                        "see 'assay runs show' of the run");
            }
            String partition = part.group(2);
            if (!from.has(partition) || from.path(partition).asLong() > Long.parseLong(part.group(3))) {
                from.put(partition, Long.parseLong(part.group(3)));
            }
            if (until.path(partition).asLong(-1) < Long.parseLong(part.group(4))) {
                until.put(partition, Long.parseLong(part.group(4)));
            }
        }
        ObjectNode partitions = Json.object();
        ArrayNode numbers = partitions.putArray(address.topic());
        from.fieldNames().forEachRemaining(name -> numbers.add(Integer.parseInt(name)));
        return new TopicOffsets(of(address, from), of(address, until), partitions.toString());
    }

    private static String of(TopicAddress address, ObjectNode offsets) {
        ObjectNode topic = Json.object();
        topic.set(address.topic(), offsets);
        return topic.toString();
    }
}
