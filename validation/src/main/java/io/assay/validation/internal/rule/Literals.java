package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.ValueParser;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Literal;

/** A contract's literals as columns of their column's type. */
final class Literals {
    private Literals() {}

    /** A value of the column's own type, by its format or by the standard one; empty if the text is not one. */
    static Optional<Column> of(ColumnType type, String text) {
        if (!ValueParser.isScalar(type)) {
            return Optional.empty();
        }
        Object value = ValueParser.of(type).parse(text);
        if (value == ValueParser.Unparsed.FAULT) {
            value = ValueParser.of(plain(type)).parse(text);
        }
        return value == ValueParser.Unparsed.FAULT
                ? Optional.empty()
                : Optional.of(new Column(Literal.create(value, StoredTypes.of(type))));
    }

    /** A bound, which for integers and decimals may have more digits than the column. */
    static Column bound(ColumnType type, String text) {
        if (type instanceof ColumnType.IntegerType || type instanceof ColumnType.Decimal) {
            Optional<Column> exact = of(type, text);
            if (exact.isPresent()) {
                return exact.get();
            }
            try {
                return lit(new BigDecimal(text));
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
