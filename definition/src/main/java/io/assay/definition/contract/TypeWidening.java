package io.assay.definition.contract;

/** Whether one type holds every value of another. */
final class TypeWidening {
    private TypeWidening() {}

    static boolean widens(ColumnType before, ColumnType after) {
        if (before instanceof ColumnType.IntegerType old && after instanceof ColumnType.IntegerType now) {
            return old.bits() <= now.bits();
        }
        if (before instanceof ColumnType.FloatingPointType old && after instanceof ColumnType.FloatingPointType now) {
            return old.bits() <= now.bits();
        }
        if (after instanceof ColumnType.Json now && now.shape() == ColumnType.Json.Shape.ANY) {
            return before.isText();
        }
        return before instanceof ColumnType.Decimal old
                && after instanceof ColumnType.Decimal now
                && old.scale() == now.scale()
                && old.precision() <= now.precision();
    }
}
