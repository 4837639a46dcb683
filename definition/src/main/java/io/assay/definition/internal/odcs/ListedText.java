package io.assay.definition.internal.odcs;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which texts of a list are certainly no values of a column's type, so that no row has them. */
final class ListedText {
    private static final Set<String> BOOLEANS = Set.of("true", "t", "yes", "y", "1", "false", "f", "no", "n", "0");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(\\.0+)?");
    private static final Pattern NUMBER = Pattern.compile("(?i)[+-]?(nan|inf|infinity|.*[0-9].*)");
    private static final Pattern DIGIT = Pattern.compile(".*[0-9].*");

    private ListedText() {}

    static boolean isNone(ColumnType type, String text) {
        if (type instanceof ColumnType.Bool) {
            return !BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
        }
        if (type instanceof ColumnType.IntegerType) {
            return !INTEGER.matcher(text).matches();
        }
        if (type instanceof ColumnType.Decimal || type instanceof ColumnType.FloatingPointType) {
            return !NUMBER.matcher(text).matches();
        }
        if (type instanceof ColumnType.Date date && date.format().isEmpty()) {
            DocumentNode.Scalar literal = new DocumentNode.Scalar(0, "", text, DocumentNode.Kind.TEXT);
            return BoundLiteral.read(literal, type, new FaultCollector("")).isEmpty();
        }
        return (type.isTime() || type instanceof ColumnType.Time)
                && !DIGIT.matcher(text).matches();
    }
}
