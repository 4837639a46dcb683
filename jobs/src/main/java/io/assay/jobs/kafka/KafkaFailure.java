package io.assay.jobs.kafka;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.JobException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's failures, and those of Spark's source, in our words. */
public final class KafkaFailure {
    private static final String LOST = "some data may have been";

    private KafkaFailure() {}

    /** Empty where Kafka has nothing to do with it. */
    public static Optional<JobException> find(TopicAddress address, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (message.toLowerCase(java.util.Locale.ROOT).contains(LOST) || t instanceof OffsetOutOfRangeException) {
                return Optional.of(lost(address, t));
            }
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof KafkaException || t instanceof java.util.concurrent.TimeoutException) {
                return Optional.of(of(address, t));
            }
        }
        return Optional.empty();
    }

    static JobException of(TopicAddress address, Throwable thrown) {
        String where = "--input " + address;
        Throwable cause = thrown;
        boolean insecure = false;
        while (cause.getCause() != null && !(cause instanceof ConfigException)) {
            insecure |= cause instanceof SslAuthenticationException;
            cause = cause.getCause();
        }
        String what = firstLine(cause);
        if (insecure) { // its cause says why
            return new ExternalException(
                    where,
                    "the broker's certificate is not accepted: " + what,
                    "check kafka.ssl.truststore.location and kafka.ssl.truststore.type, and that the certificate has"
                            + " the host's name",
                    thrown);
        }
        if (cause instanceof ConfigException) {
            return what.contains("bootstrap")
                    ? new ExternalException(
                            where,
                            "no broker's host is known: " + what,
                            "check the host's name and the network, or try again",
                            thrown)
                    : new DataException(where, what, "correct the option of Kafka's consumer (kafka.…)", thrown);
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return new ExternalException(
                    where,
                    "the broker refuses access: " + what,
                    "check the rights and the options kafka.security.protocol, kafka.sasl.… (contract's server, or"
                            + " --spark spark.assay.kafka.kafka.…)",
                    thrown);
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new ExternalException(
                    where,
                    "the topic is not there any more: " + what,
                    "create it again, or start another stream; this one continues where it stopped",
                    thrown);
        }
        if (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException) {
            return new ExternalException(
                    where,
                    "no broker answers at %s: %s".formatted(address.brokers(), what),
                    "check that it runs and can be reached from here, and kafka.security.protocol, then start this"
                            + " again: it continues where it stopped",
                    thrown);
        }
        return new ExternalException(where, what, "start it again: it continues where it stopped", thrown);
    }

    private static JobException lost(TopicAddress address, Throwable thrown) {
        return new DataException(
                "--input " + address,
                "records that were not read yet are not in the topic any more (deleted by its retention, or the topic"
                        + " was made anew): " + firstLine(thrown),
                "they cannot be published. To go on with what is there, start it once with"
                        + " --spark spark.assay.kafka.failOnDataLoss=false; then read more often than the topic's"
                        + " retention.ms deletes. A topic that was made anew needs another --checkpoint",
                thrown);
    }

    private static String firstLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
