package io.assay.validation.internal.key;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Choice;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.decision.Decision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Whether the rows of one key are divided among several tasks.
 *
 * @param column of the batch, separated by commas
 * @param pin parts that the contract sets
 */
record Salting(String column, OptionalInt pin) {
    /** A key is divided if its task would get so many times the rows that tasks get of evenly distributed keys. */
    private static final double UNEVEN = 2;

    /** With fewer rows it is quicker to run the large task than to divide it. */
    private static final long LEAST_ROWS = 100_000;

    /**
     * So many parts for each task that the rows of the key would keep busy, because parts meet in one task by chance.
     */
    private static final int PARTS = 4;

    private static final int MOST_PARTS = 64;

    /** With fewer partitions a batch is small or has few cores: to divide keys costs more than it saves. */
    private static final int LEAST_PARTITIONS = 16;

    static Salting of(DatasetContract dataset, Check.ForeignKey check) {
        return new Salting(
                String.join(", ", check.columns()), dataset.adaptation().integer(Choice.SALTING));
    }

    /**
     * Chooses, and says so if there is something to divide, or if the contract says how.
     *
     * @param keys costs an action; it is not asked for where the contract sets 1
     * @param partitions of the shuffle
     */
    SaltedJoin choose(Supplier<HotKeys> keys, int partitions, Consumer<Decision> decisions) {
        if (pin.isPresent() && pin.getAsInt() == 1) {
            decisions.accept(Decision.pinned(Choice.SALTING, "1").on(column));
            return SaltedJoin.NONE;
        }
        HotKeys hot = keys.get();
        boolean few = hot.complete() && hot.rows() < LEAST_ROWS;
        int parts = pin.orElse(few ? 1 : parts(hot.share(), partitions));
        if (hot.hashes().isEmpty() && pin.isPresent()) {
            decisions.accept(Decision.of(
                            Choice.SALTING.word(),
                            Decision.By.PINNED,
                            Integer.toString(parts),
                            "pinned in the contract, but no key has %.0f %% of the rows looked at: nothing is divided"
                                    .formatted(HotKeys.SHARE * 100))
                    .on(column)
                    .by("hot keys", 0)
                    .by("rows looked at", hot.rows()));
        }
        if (hot.hashes().isEmpty() || parts == 1) {
            return SaltedJoin.NONE;
        }
        Decision decision = pin.isPresent()
                ? Decision.pinned(Choice.SALTING, Integer.toString(parts))
                : Decision.measured(
                        Choice.SALTING,
                        Integer.toString(parts),
                        "%.0f %% of the rows looked at have one key, which one task would get"
                                .formatted(hot.share() * 100));
        decisions.accept(decision.on(column)
                .ratherThan("1")
                .by("share", new BigDecimal(hot.share()).round(new MathContext(3)))
                .by("hot keys", hot.hashes().size())
                .by("rows looked at", hot.rows())
                .by("partitions", partitions));
        return new SaltedJoin(hot.hashes(), parts);
    }

    /** 1 where the largest key does not keep one task much longer than the others. */
    static int parts(double share, int partitions) {
        if (partitions < LEAST_PARTITIONS || share < HotKeys.SHARE || share * partitions + (1 - share) < UNEVEN) {
            return 1;
        }
        return (int) Math.min(MOST_PARTS, Math.ceil(share * partitions * PARTS));
    }
}
