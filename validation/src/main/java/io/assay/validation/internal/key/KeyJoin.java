package io.assay.validation.internal.key;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Choice;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.decision.Decision;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.math.BigInt;

/**
 * How the keys of a foreign key's target reach the rows of a batch.
 *
 * @param column those of the batch, separated by commas
 * @param parts columns of the key
 * @param bytes of the target's key columns, as Spark estimates them
 * @param pin what the contract says
 */
record KeyJoin(String column, int parts, BigInt bytes, Optional<String> pin) {
    /** Up to this many keys of a target are kept in memory. */
    static final int MOST_IN_MEMORY = 50_000;

    /** Key columns up to this size are sent to every task instead of moving the rows. */
    private static final long BROADCAST_BYTES = 64L << 20;

    private static final String LOOKUP = "lookup";
    private static final String BROADCAST = "broadcast";
    private static final String SHUFFLE = "shuffle";

    static KeyJoin of(DatasetContract dataset, Check.ForeignKey check, Dataset<Row> keys) {
        return new KeyJoin(
                String.join(", ", check.columns()),
                check.columns().size(),
                keys.queryExecution().optimizedPlan().stats().sizeInBytes(),
                dataset.adaptation().word(Choice.FOREIGN_KEY_JOIN));
    }

    boolean isSmall() {
        return bytes.$less$eq(BigInt.apply(BROADCAST_BYTES));
    }

    /** Whether it is tried to keep the keys in memory. */
    boolean mayLookUp() {
        return parts == 1 && pin.map(LOOKUP::equals).orElse(isSmall());
    }

    /** Whether the keys are sent to every task, where they are not kept in memory. */
    boolean broadcasts() {
        return pin.filter(word -> !word.equals(LOOKUP)).map(BROADCAST::equals).orElse(isSmall());
    }

    boolean isPinned() {
        return pin.isPresent();
    }

    Decision lookedUp(int keys) {
        return decision(LOOKUP, "no more than 50,000 keys of one column are looked up in memory")
                .by(Decision.KEYS, keys)
                .by("limit", MOST_IN_MEMORY);
    }

    Decision joined() {
        String reason = parts > 1 ? "a key of several columns" : "more than 50,000 keys, or of another type";
        return (broadcasts()
                        ? decision(BROADCAST, reason + ", of up to 64 MB: they are sent to every task")
                        : decision(SHUFFLE, "more than 64 MB of keys: both sides are moved"))
                .by("bytes", bytes.isValidLong() ? bytes.toLong() : Long.MAX_VALUE)
                .by("limit", BROADCAST_BYTES);
    }

    private Decision decision(String chosen, String reason) {
        boolean pinned = pin.filter(chosen::equals).isPresent();
        String because = pin.isEmpty() || pinned ? reason : "%s is pinned, but %s".formatted(pin.get(), reason);
        String[] others = List.of(LOOKUP, BROADCAST, SHUFFLE).stream()
                .filter(word -> !word.equals(chosen))
                .toArray(String[]::new);
        return (pinned
                        ? Decision.pinned(Choice.FOREIGN_KEY_JOIN, chosen)
                        : Decision.measured(Choice.FOREIGN_KEY_JOIN, chosen, because))
                .on(column)
                .ratherThan(others);
    }
}
