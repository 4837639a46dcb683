package io.assay.definition.contract;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which choices about a dataset Assay makes by measurement, and which its contract makes.
 *
 * @param partitioning who says how the table is partitioned
 * @param pins the contract's choices: a word or a number, as {@link Choice#read} returns it
 */
public record Adaptation(Partitioned partitioning, Map<Choice, String> pins) {
    /** The contract says how the table is partitioned, and nothing is pinned. */
    public static final Adaptation NONE = new Adaptation(Partitioned.DECLARED, Map.of());

    public Adaptation {
        EnumMap<Choice, String> sorted = new EnumMap<>(Choice.class);
        sorted.putAll(pins);
        pins = Collections.unmodifiableMap(sorted);
    }

    /** Who says how the table is partitioned. */
    public enum Partitioned {
        /** The contract. */
        DECLARED,
        /** What is measured of the table. */
        AUTO
    }

    /** Whether the table is partitioned by what is measured. */
    public boolean partitions() {
        return partitioning == Partitioned.AUTO;
    }

    public Optional<String> word(Choice choice) {
        return Optional.ofNullable(pins.get(choice));
    }

    public OptionalInt integer(Choice choice) {
        return word(choice).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    public OptionalLong bytes(Choice choice) {
        return word(choice).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
