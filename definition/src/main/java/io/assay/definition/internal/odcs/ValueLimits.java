package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.EcmaPattern;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which values of one type pass a check, as far as it is certain. */
final class ValueLimits {
    /** Beyond it a factor's multiples are not calculated. */
    private static final int MOST_SCALE = 1_000;

    /** The greatest value of a type, rounded up: no bound that a value reaches is beyond it. */
    private static final BigDecimal MOST_FLOAT = new BigDecimal("3.402824E38");

    private static final BigDecimal MOST_DOUBLE = new BigDecimal("1.797694E308");

    private final ColumnType type;
    private final Map<String, EcmaPattern> patterns = new HashMap<>();

    ValueLimits(ColumnType type) {
        this.type = type;
    }

    /** One end of what passes a check. */
    record End(Comparable<?> value, boolean inclusive) {}

    /** The least value that passes; empty if there is none, or if it is not known. */
    Optional<End> least(Check check) {
        return check instanceof Check.Bounds bounds ? bounds.minimum().flatMap(this::end) : ofType(check, true);
    }

    /** The greatest value that passes; empty if there is none, or if it is not known. */
    Optional<End> most(Check check) {
        return check instanceof Check.Bounds bounds ? bounds.maximum().flatMap(this::end) : ofType(check, false);
    }

    private Optional<End> ofType(Check check, boolean least) {
        if (!(check instanceof Check.Parses)) {
            return Optional.empty();
        }
        BigDecimal most;
        if (type instanceof ColumnType.IntegerType integer) {
            most = new BigDecimal(BigInteger.TWO.pow(integer.bits() - 1));
            return Optional.of(new End(least ? most.negate() : most.subtract(BigDecimal.ONE), true));
        }
        if (type instanceof ColumnType.FloatingPointType floating) { // what lies beyond is infinite, and breaks bounds
            most = floating.bits() == 32 ? MOST_FLOAT : MOST_DOUBLE;
            return Optional.of(new End(least ? most.negate() : most, true));
        }
        if (type instanceof ColumnType.Decimal decimal) {
            most = BigDecimal.TEN
                    .pow(decimal.precision())
                    .subtract(BigDecimal.ONE)
                    .scaleByPowerOfTen(-decimal.scale());
            return Optional.of(new End(least ? most.negate() : most, true));
        }
        return Optional.empty();
    }

    private Optional<End> end(Bound bound) {
        return read(bound.literal()).map(value -> new End(value, bound.inclusive()));
    }

    /** A literal as the column's values are compared; empty if it is none. */
    private Optional<Comparable<?>> read(String literal) {
        boolean number = BoundLiteral.logical(type).equals("number");
        DocumentNode.Scalar scalar =
                new DocumentNode.Scalar(0, "", literal, number ? DocumentNode.Kind.FRACTION : DocumentNode.Kind.TEXT);
        return BoundLiteral.read(scalar, type, new FaultCollector(""));
    }

    /** Whether no value is at or above the one end and at or below the other. */
    boolean apart(End least, End most) {
        Optional<Integer> order = order(least.value(), most.value());
        if (order.isEmpty()) {
            return false;
        }
        if (order.get() == 0) {
            return !(least.inclusive() && most.inclusive());
        }
        return order.get() > 0
                || (type instanceof ColumnType.IntegerType
                        && above(least, BigDecimal.ONE).compareTo(below(most)) > 0);
    }

    /** Whether no multiple of the factor lies between the ends. */
    boolean noMultiple(BigDecimal factor, End least, End most) {
        if (!(least.value() instanceof BigDecimal) || !(most.value() instanceof BigDecimal)) {
            return false;
        }
        BigDecimal step = type instanceof ColumnType.IntegerType ? wholeMultiple(factor) : factor;
        if (Math.abs(step.scale()) + Math.abs(((BigDecimal) least.value()).scale()) > MOST_SCALE) {
            return false;
        }
        BigDecimal first = above(least, step);
        return order(first, most.value())
                .map(order -> most.inclusive() ? order > 0 : order >= 0)
                .orElse(false);
    }

    /** The least integer that is a multiple. */
    private static BigDecimal wholeMultiple(BigDecimal factor) {
        BigDecimal plain = factor.stripTrailingZeros();
        if (plain.scale() <= 0 || plain.scale() > MOST_SCALE) {
            return plain;
        }
        BigInteger parts = BigInteger.TEN.pow(plain.scale());
        return new BigDecimal(plain.unscaledValue().divide(plain.unscaledValue().gcd(parts)));
    }

    /** The least multiple of {@code step} that passes the end. */
    private static BigDecimal above(End least, BigDecimal step) {
        BigDecimal value = (BigDecimal) least.value();
        BigDecimal first = value.divide(step, 0, RoundingMode.CEILING).multiply(step);
        return !least.inclusive() && first.compareTo(value) == 0 ? first.add(step) : first;
    }

    private static BigDecimal below(End most) {
        BigDecimal value = (BigDecimal) most.value();
        BigDecimal last = value.setScale(0, RoundingMode.FLOOR);
        return !most.inclusive() && last.compareTo(value) == 0 ? last.subtract(BigDecimal.ONE) : last;
    }

    @SuppressWarnings("unchecked") // both are of one class
    private static Optional<Integer> order(Comparable<?> one, Comparable<?> other) {
        return one.getClass() == other.getClass()
                ? Optional.of(((Comparable<Object>) one).compareTo(other))
                : Optional.empty();
    }

    /** Whether a value of a list certainly breaks a check. */
    boolean broken(String value, Check check) {
        if (check instanceof Check.Parses && ListedText.isNone(type, value)) {
            return true;
        }
        if (check instanceof Check.OneOf other) {
            return type.isText() && !other.values().contains(value);
        }
        if (check instanceof Check.NotMissing missing) {
            return type.isText() && missing.missing().contains(value);
        }
        if (check instanceof Check.Length length) {
            int size = value.codePointCount(0, value.length());
            return type.isText()
                    && (size < length.minimum().orElse(0)
                            || size > length.maximum().orElse(Integer.MAX_VALUE));
        }
        if (check instanceof Check.Matches matches) {
            return type.isText() && !found(matches.pattern(), value);
        }
        boolean ranged = check instanceof Check.Parses && !(type instanceof ColumnType.FloatingPointType);
        Optional<End> exact = check instanceof Check.Bounds || ranged || isMultiple(check)
                ? read(value).map(v -> new End(v, true))
                : Optional.empty();
        if (exact.isEmpty()) {
            return false;
        }
        if (check instanceof Check.MultipleOf multiple) {
            return noMultiple(multiple.factor(), exact.get(), exact.get());
        }
        return least(check).filter(end -> apart(end, exact.get())).isPresent()
                || most(check).filter(end -> apart(exact.get(), end)).isPresent();
    }

    private static boolean isMultiple(Check check) {
        return check instanceof Check.MultipleOf;
    }

    private boolean found(String pattern, String value) {
        try {
            return patterns.computeIfAbsent(pattern, EcmaPattern::of).found(value);
        } catch (EcmaPattern.TooManyStepsException e) {
            return true;
        }
    }
}
