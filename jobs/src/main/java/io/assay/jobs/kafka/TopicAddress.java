package io.assay.jobs.kafka;

import io.assay.jobs.failure.UsageException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a topic is: {@code kafka://HOST:PORT/TOPIC}, several brokers with commas between them.
 *
 * @param brokers as Kafka's {@code bootstrap.servers}
 */
public record TopicAddress(String brokers, String topic) {
    private static final String SCHEME = "kafka:";
    private static final Pattern FORM = Pattern.compile("(?i)kafka://([^/,\\s]+:\\d+(?:,[^/,\\s]+:\\d+)*)/([^/\\s]*)");

    /** Names of topics, as Kafka allows them. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** Whether an input is meant to be one. */
    public static boolean fits(String input) {
        return input.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    public static TopicAddress of(String input) {
        Matcher form = FORM.matcher(input);
        if (!form.matches()) {
            throw new UsageException(
                    "--input " + input,
                    "is not the address of a topic",
                    "write kafka://HOST:PORT/TOPIC, or kafka://HOST:PORT,HOST:PORT/TOPIC");
        }
        String topic = form.group(2);
        if (!NAME.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new UsageException(
                    "--input " + input,
                    "'%s' is not a name of a topic".formatted(topic),
                    "name one topic: letters, digits and . _ -");
        }
        return new TopicAddress(form.group(1), topic);
    }

    @Override
    public String toString() {
        return "kafka://%s/%s".formatted(brokers, topic);
    }
}
