package io.assay.validation.internal.rule;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.ValueParser;
import java.math.BigDecimal;
import java.util.Optional;

/** A contract's literals as Spark's inner values of their column's type. */
final class Literals {
    private Literals() {}

    /** A value of the column's own type, by its format or by the standard one; empty if the text is not one. */
    static Optional<Object> of(ColumnType type, String text) {
        if (!ValueParser.isScalar(type)) {
            return Optional.empty();
        }
        Object value = ValueParser.of(type).parse(text);
        if (ValueParser.isFault(value)) {
            value = ValueParser.of(plain(type)).parse(text);
        }
        return ValueParser.isFault(value) ? Optional.empty() : Optional.of(value);
    }

    /** A bound, which for integers and decimals may have more digits than the column: a {@code BigDecimal}. */
    static Object bound(ColumnType type, String text) {
        if (type instanceof ColumnType.IntegerType || type instanceof ColumnType.Decimal) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new RuleNotEvaluableException("'%s' is not a number".formatted(text));
            }
        }
        return of(type, text)
                .orElseThrow(() ->
                        new RuleNotEvaluableException("'%s' is not a value of %s".formatted(text, type.stored())));
    }

    private static ColumnType plain(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return new ColumnType.Date(Optional.empty());
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return new ColumnType.Timestamp(Optional.empty(), timestamp.zone());
        }
        return type instanceof ColumnType.Time ? new ColumnType.Time(Optional.empty()) : type;
    }
}
