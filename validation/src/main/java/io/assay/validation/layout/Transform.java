package io.assay.validation.layout;

import io.assay.definition.contract.PartitionTransform;
import java.util.Optional;

/** A partition transform that the policy knows, by the text that contracts have. */
sealed interface Transform {
    String column();

    /** As a contract writes it. */
    String text();

    record Time(PartitionTimeUnit unit, String column) implements Transform {
        @Override
        public String text() {
            return "%s(%s)".formatted(unit.word(), column);
        }
    }

    record Bucket(int count, String column) implements Transform {
        @Override
        public String text() {
            return "bucket(%d, %s)".formatted(count, column);
        }
    }

    record Identity(String column) implements Transform {
        @Override
        public String text() {
            return column;
        }
    }

    /** Empty if it is of another kind. */
    static Optional<Transform> of(String text) {
        return PartitionTransform.parse(text).flatMap(Transform::of);
    }

    private static Optional<Transform> of(PartitionTransform transform) {
        String column = transform.column();
        return switch (transform.kind()) {
            case HOUR -> Optional.of(new Time(PartitionTimeUnit.HOURS, column));
            case DAY -> Optional.of(new Time(PartitionTimeUnit.DAYS, column));
            case MONTH -> Optional.of(new Time(PartitionTimeUnit.MONTHS, column));
            case YEAR -> Optional.of(new Time(PartitionTimeUnit.YEARS, column));
            case BUCKET -> Optional.of(new Bucket(transform.size(), column));
            case IDENTITY -> Optional.of(new Identity(column));
            case TRUNCATE -> Optional.empty();
        };
    }
}
