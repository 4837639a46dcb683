package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Comparison;
import java.util.Optional;

/**
 * What a dataset rule counts.
 *
 * @param what equal for rules that count the same
 * @param least the least it can be, of a batch with rows
 */
record Counted(Object what, Comparison expected, boolean percent, int least) {
    /** Empty if the rule measures something else than a number of rows. */
    static Optional<Counted> of(Check check) {
        if (check instanceof Check.RowCount count) {
            return Optional.of(new Counted(count.scope(), count.expected(), false, 1));
        }
        return check instanceof Check.Measure measure
                ? Optional.of(new Counted(
                        new Measured(measure.check(), measure.scope()),
                        measure.expected(),
                        measure.unit() == Check.Unit.PERCENT,
                        0))
                : Optional.empty();
    }

    boolean comparable(Counted other) {
        return what.equals(other.what) && percent == other.percent;
    }

    private record Measured(Check check, Check.Scope scope) {}
}
