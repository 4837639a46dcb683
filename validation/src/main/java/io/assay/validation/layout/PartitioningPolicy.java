package io.assay.validation.layout;

import io.assay.validation.decision.Decision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a table is partitioned, by measurements of it.
 *
 * <p>A small table is not partitioned. Any other is partitioned by the finest unit of a time at which partitions are
 * large enough and a batch is cut into few files; of several times by the one whose ranges overlap least between
 * batches. If no time fits, a table that is updated by key has buckets of its key, and any other is partitioned by a
 * column with few values. An existing partitioning stays while it is at most four times outside of these limits, and a
 * finer unit is taken only if its partitions have twice the size.
 *
 * @param size bytes that a partition should have at least
 */
public record PartitioningPolicy(long size) {
    /** Bytes of a partition where nothing is pinned. */
    public static final long SIZE = 64L << 20;

    private static final double LEAST_KNOWN = 0.5;
    private static final int MOST_BUCKETS = 256;
    private static final int BUCKET = 4;
    private static final int MOST_WORDS = 100;
    private static final String NONE = "none";

    public static PartitioningPolicy of(OptionalLong pinned) {
        return new PartitioningPolicy(pinned.orElse(SIZE));
    }

    /** Whether to measure: the table is large enough, and has half or twice the size it had at the last measurement. */
    public boolean isDue(long bytes, OptionalLong before) {
        if (before.isEmpty()) {
            return !PartitioningLimits.strict(size)
                    .isSmall(new TableShape(bytes, 0, 0, List.of(), List.of(), Optional.empty()));
        }
        return bytes / 2 >= before.getAsLong() || bytes <= before.getAsLong() / 2;
    }

    /** Transforms as contracts write them, and why. */
    public record Chosen(List<String> transforms, Decision decision) {
        public Chosen {
            transforms = List.copyOf(transforms);
        }
    }

    /**
     * Chooses.
     *
     * @param current transforms that the table has now
     */
    public Chosen choose(TableShape table, List<String> current) {
        Optional<Transform> now = current.size() == 1 ? Transform.of(current.get(0)) : Optional.empty();
        Optional<Transform> fresh = anew(table, PartitioningLimits.strict(size));
        if (now.isPresent() && stays(table, now.get(), fresh)) {
            return chosen(table, now, "it still fits");
        }
        if (fresh.isEmpty()) {
            boolean small = PartitioningLimits.strict(size).isSmall(table);
            return chosen(table, fresh, small ? "the table is small" : "partitions would be too small, or too many");
        }
        return chosen(table, fresh, reason(fresh.get()));
    }

    private static String reason(Transform transform) {
        if (transform instanceof Transform.Time) {
            return "the finest unit with partitions that are large enough and batches that write few files";
        }
        return transform instanceof Transform.Bucket
                ? "rows take the place of others by this key, and no time fits"
                : "few values, and no time fits";
    }

    private Optional<Transform> anew(TableShape table, PartitioningLimits bounds) {
        if (bounds.isSmall(table)) {
            return Optional.empty();
        }
        Optional<Transform> time = table.times().stream()
                .sorted(Comparator.comparingLong(column -> Math.round(column.disorder() * 10)))
                .flatMap(column -> finest(table, column, bounds).stream())
                .findFirst();
        return time.or(() -> table.key().isPresent() ? buckets(table, bounds) : words(table, bounds));
    }

    private Optional<Transform> finest(TableShape table, TimeShape column, PartitioningLimits bounds) {
        return Stream.of(PartitionTimeUnit.values())
                .filter(unit -> fits(table, column, unit, bounds))
                .findFirst()
                .map(unit -> new Transform.Time(unit, column.column()));
    }

    private static boolean fits(TableShape table, TimeShape column, PartitionTimeUnit unit, PartitioningLimits bounds) {
        return unit.compareTo(column.finest()) >= 0
                && column.known() >= LEAST_KNOWN
                && bounds.allows(table, column.partitions(unit), column.files(unit));
    }

    private Optional<Transform> buckets(TableShape table, PartitioningLimits bounds) {
        double wanted = Math.min(bounds.files(table), (double) table.bytes() / ((double) size * BUCKET));
        int count = Integer.highestOneBit((int) Math.min(MOST_BUCKETS, wanted));
        return count < 2 ? Optional.empty() : table.key().map(key -> new Transform.Bucket(count, key));
    }

    private Optional<Transform> words(TableShape table, PartitioningLimits bounds) {
        return table.words().stream()
                .filter(word -> word.distinct() > 1 && word.distinct() <= MOST_WORDS)
                .filter(word -> bounds.allows(table, (double) word.distinct(), (double) word.distinct()))
                .max(Comparator.comparingLong(TableShape.WordShape::distinct))
                .map(word -> new Transform.Identity(word.column()));
    }

    private boolean stays(TableShape table, Transform now, Optional<Transform> fresh) {
        PartitioningLimits loose = PartitioningLimits.loose(size);
        if (loose.isSmall(table)) {
            return false;
        }
        if (now instanceof Transform.Time time) {
            Optional<TimeShape> column = table.times().stream()
                    .filter(shape -> shape.column().equals(time.column()))
                    .findFirst();
            return column.isPresent()
                    && fits(table, column.get(), time.unit(), loose)
                    && finer(table, column.get(), time.unit()).isEmpty();
        }
        if (now instanceof Transform.Bucket bucket) {
            return fresh.filter(other -> other instanceof Transform.Bucket better
                            && better.column().equals(bucket.column())
                            && better.count() < bucket.count() * 4
                            && better.count() * 4 > bucket.count())
                    .isPresent();
        }
        return fresh.filter(other -> !(other instanceof Transform.Identity)).isEmpty()
                && table.words().stream()
                        .anyMatch(word -> word.column().equals(now.column())
                                && loose.allows(table, (double) word.distinct(), (double) word.distinct()));
    }

    /** A finer unit whose partitions would have twice the size. */
    private Optional<PartitionTimeUnit> finer(TableShape table, TimeShape column, PartitionTimeUnit unit) {
        return Stream.of(PartitionTimeUnit.values())
                .filter(other -> other.compareTo(unit) < 0)
                .filter(other -> fits(table, column, other, PartitioningLimits.strict(size * 2)))
                .findFirst();
    }

    private Chosen chosen(TableShape table, Optional<Transform> transform, String reason) {
        List<String> others = new ArrayList<>();
        table.times()
                .forEach(column -> Stream.of(PartitionTimeUnit.values())
                        .filter(unit -> unit.compareTo(column.finest()) >= 0)
                        .forEach(unit -> others.add(new Transform.Time(unit, column.column()).text())));
        table.words().forEach(word -> others.add(word.column()));
        others.add(NONE);
        String text = transform.map(Transform::text).orElse(NONE);
        others.remove(text);
        Decision decision = Decision.of(Decision.PARTITIONING, Decision.By.MEASURED, text, reason)
                .ratherThan(others.toArray(String[]::new))
                .by("bytes", table.bytes())
                .by("rows", table.rows())
                .by("partition size", size);
        if (transform.orElse(null) instanceof Transform.Time time) {
            for (TimeShape column : table.times()) {
                if (column.column().equals(time.column())) {
                    decision = measured(decision, table, column, time.unit());
                }
            }
        }
        return new Chosen(transform.map(Transform::text).stream().toList(), decision);
    }

    private static Decision measured(Decision decision, TableShape table, TimeShape column, PartitionTimeUnit unit) {
        double partitions = Math.max(1, column.partitions(unit));
        Decision more = decision.by("partitions", Math.round(partitions))
                .by("bytes of a partition", Math.round(table.bytes() / partitions))
                .by("files of a batch", Math.round(column.files(unit)));
        return column.overlap().isEmpty()
                ? more
                : more.by(
                        "overlap of batches",
                        BigDecimal.valueOf(column.overlap().getAsDouble()).setScale(2, RoundingMode.HALF_UP));
    }
}
