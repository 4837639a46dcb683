package io.assay.definition.internal.feature;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A feature's {@code type} and {@code default}, which must fit it. */
record FeatureTypeReader(Optional<FeatureType> type, Optional<String> fallback) {

    static FeatureTypeReader of(FieldReader fields, FaultCollector faults) {
        Optional<FeatureType> type = fields.text("type").flatMap(text -> {
            try {
                return Optional.of(FeatureType.parse(text));
            } catch (InvalidDefinitionException e) {
                faults.add(fields.place("type"), e);
                return Optional.empty();
            }
        });
        Optional<String> fallback = fields.text("default");
        if (type.isPresent() && fallback.isPresent() && !fits(fallback.get(), type.get())) {
            DocumentNode place = fields.place("default");
            faults.add(
                    place,
                    "the default '%s' is not a valid %s"
                            .formatted(fallback.get(), type.get().word()),
                    "give one of the feature's type");
        }
        return new FeatureTypeReader(type, fallback);
    }

    private static BigDecimal decimal(String text, FeatureType type) {
        BigDecimal exact = new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (exact.precision() > type.precision()) {
            throw new ArithmeticException("more digits than " + type.word());
        }
        return exact;
    }

    private static boolean fits(String text, FeatureType type) {
        if (type.shape() == FeatureType.Shape.LIST) {
            return false; // a list has no default
        }
        try {
            Object value = switch (type.scalar()) {
                case BOOLEAN -> text.equals("true") || text.equals("false") ? text : Double.valueOf(text);
                case INT -> new BigDecimal(text).intValueExact();
                case LONG -> new BigDecimal(text).longValueExact();
                case FLOAT, DOUBLE -> Double.valueOf(text);
                case DECIMAL -> decimal(text, type);
                case STRING, BYTES -> text;
                case TIMESTAMP -> OffsetDateTime.parse(text);
            };
            return type.scalar() != FeatureType.Scalar.BOOLEAN || value instanceof String;
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return false;
        }
    }
}
