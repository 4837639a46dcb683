package io.assay.online;

import io.assay.definition.InvalidDefinitionException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where an online store reads and keeps what it serves.
 *
 * @param warehouse absolute: a local path, or a URI of a Hadoop file system
 * @param folder local folder of the embedded store; made if missing
 * @param poll how often tables are looked at, idle or not
 */
public record OnlineStoreSettings(String warehouse, Path folder, Duration poll) {
    /** Heap for the rows of one view that were read last. */
    static final long CACHE_BYTES = 8L << 20;

    public OnlineStoreSettings {
        if (poll.isNegative() || poll.isZero()) {
            throw new InvalidDefinitionException(
                    "online store", "poll is %s".formatted(poll), "give a span above zero, such as 200ms");
        }
    }

    /** Polls five times a second. */
    public static OnlineStoreSettings of(String warehouse, Path folder) {
        return new OnlineStoreSettings(warehouse, folder, Duration.ofMillis(200));
    }
}
