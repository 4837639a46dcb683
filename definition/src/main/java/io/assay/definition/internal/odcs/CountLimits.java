package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** How long, how many and how often: the sizes and counts that pass checks. */
final class CountLimits {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Of string formats whose values have a certain length. */
    private static final Map<String, Size> FORMATS = Map.of(
            "uuid", Size.of("length", 36, 36), "ipv4", Size.of("length", 7, 15), "ipv6", Size.of("length", 2, 45));

    private CountLimits() {}

    /** What is counted of a value, and how many of it pass. */
    record Size(String what, int least, int most) {
        static Size of(String what, int least, int most) {
            return new Size(what, least, most);
        }

        private static Size of(String what, OptionalInt least, OptionalInt most) {
            return new Size(what, least.orElse(0), most.orElse(Integer.MAX_VALUE));
        }

        boolean excludes(Size other) {
            return what.equals(other.what) && (least > other.most || other.least > most);
        }
    }

    /** The sizes that pass; empty if all do. */
    static Optional<Size> of(Check check, ColumnType type) {
        if (check instanceof Check.Length length) {
            return Optional.of(Size.of("length", length.minimum(), length.maximum()));
        }
        if (check instanceof Check.Items items) {
            return Optional.of(Size.of("items", items.minimum(), items.maximum()));
        }
        if (check instanceof Check.Properties properties) {
            return Optional.of(Size.of("properties", properties.minimum(), properties.maximum()));
        }
        if (check instanceof Check.Format format && type.isText()) {
            return Optional.ofNullable(FORMATS.get(format.format()));
        }
        if (check instanceof Check.Matches matches && type.isText()) {
            return PatternLength.of(matches.pattern()).map(range -> Size.of("length", range.least(), range.most()));
        }
        return check instanceof Check.Parses && type instanceof ColumnType.Struct struct
                ? Optional.of(Size.of("properties", 0, struct.fields().size()))
                : Optional.empty();
    }

    /** Whether a count is as all of the comparisons expect; of rows it is an integer, of percentages up to 100. */
    static boolean possible(List<Comparison> expected, boolean percent, int least) {
        return candidates(expected, percent, least).stream()
                .anyMatch(number -> expected.stream().allMatch(comparison -> comparison.holds(number)));
    }

    /** Every operand, and a number in each gap between them: what holds somewhere holds for one of these. */
    private static List<BigDecimal> candidates(List<Comparison> expected, boolean percent, int least) {
        TreeSet<BigDecimal> operands = new TreeSet<>();
        operands.add(BigDecimal.valueOf(least));
        expected.forEach(comparison -> operands.addAll(comparison.operands()));
        List<BigDecimal> candidates = new ArrayList<>();
        if (percent) {
            operands.add(HUNDRED);
            BigDecimal last = operands.first();
            for (BigDecimal operand : operands) {
                candidates.add(operand);
                candidates.add(operand.add(last).divide(BigDecimal.valueOf(2)));
                last = operand;
            }
        } else {
            for (BigDecimal operand : operands) {
                BigDecimal floor = operand.setScale(0, RoundingMode.FLOOR);
                for (int i = -1; i <= 2; i++) {
                    candidates.add(floor.add(BigDecimal.valueOf(i)));
                }
            }
        }
        candidates.removeIf(number ->
                number.compareTo(BigDecimal.valueOf(least)) < 0 || (percent && number.compareTo(HUNDRED) > 0));
        return candidates;
    }
}
