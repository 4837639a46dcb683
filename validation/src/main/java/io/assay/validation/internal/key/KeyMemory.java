package io.assay.validation.internal.key;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Choice;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.decision.Decision;
import java.util.Optional;

/**
 * Whether the keys of a batch are compared in memory, or moved.
 *
 * @param column those of the key, separated by commas
 * @param pin what the contract says
 */
record KeyMemory(String column, Optional<String> pin) {
    private static final String MEMORY = "memory";
    /** All are moved, however few. */
    static final int NONE = -1;

    private static final String SHUFFLE = "shuffle";

    static KeyMemory of(DatasetContract dataset, Check.Unique check) {
        return new KeyMemory(
                String.join(", ", check.columns()), dataset.adaptation().word(Choice.UNIQUE_KEYS));
    }

    /** How many hashes of a key are compared in memory at most; none if the contract says that they are moved. */
    int most(int usual) {
        return mayHold() ? usual : NONE;
    }

    boolean mayHold() {
        return pin.map(MEMORY::equals).orElse(true);
    }

    Decision held(long rows, long most) {
        return (pin.isPresent()
                        ? Decision.pinned(Choice.UNIQUE_KEYS, MEMORY)
                        : Decision.measured(
                                Choice.UNIQUE_KEYS,
                                MEMORY,
                                "the hashes of up to %,d keys are compared in memory".formatted(most)))
                .on(column)
                .ratherThan(SHUFFLE)
                .by(Decision.ROWS, rows)
                .by("limit", most);
    }

    Decision moved(long most) {
        Decision decision = mayHold()
                ? Decision.measured(
                        Choice.UNIQUE_KEYS,
                        SHUFFLE,
                        (pin.isPresent() ? "memory is pinned, but there are more than" : "more than")
                                + " %,d keys".formatted(most))
                : Decision.pinned(Choice.UNIQUE_KEYS, SHUFFLE);
        return decision.on(column).ratherThan(MEMORY).by("limit", most);
    }
}
