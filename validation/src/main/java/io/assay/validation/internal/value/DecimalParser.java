package io.assay.validation.internal.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.types.Decimal;

/** An exact decimal: a number that needs more digits than the type has is a fault, never rounded. */
final class DecimalParser implements ValueParser {
    private static final long serialVersionUID = 1;
    /** No type has more digits; longer texts are refused before they cost anything. */
    private static final int LONGEST = 200;

    private final int precision;
    private final int scale;

    DecimalParser(int precision, int scale) {
        this.precision = precision;
        this.scale = scale;
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        if (length > LONGEST) {
            return Unparsed.FAULT;
        }
        try {
            BigDecimal value = new BigDecimal(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            if (value.signum() == 0) {
                return Decimal.apply(BigDecimal.ZERO.setScale(scale), precision, scale);
            }
            if ((long) value.precision() - value.scale() > precision - scale) {
                return Unparsed.FAULT;
            }
            BigDecimal exact = value.stripTrailingZeros();
            return exact.scale() > scale
                    ? Unparsed.FAULT
                    : (Object) Decimal.apply(exact.setScale(scale), precision, scale);
        } catch (NumberFormatException e) {
            return Unparsed.FAULT;
        }
    }
}
