package io.assay.validation.internal.csv;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as programs with some languages write them: {@code 1.234,5}. */
final class DecimalCommas {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d{3})*,\\d+");

    private DecimalCommas() {}

    /** The first column of numbers that has such texts, in words. */
    static Optional<String> hint(String file, List<ContractColumn> columns, int[] places, List<String[]> rows) {
        for (int i = 0; i < places.length; i++) {
            ColumnType type = columns.get(i).type();
            boolean number = type instanceof ColumnType.FloatingPointType || type instanceof ColumnType.Decimal;
            for (String[] row : rows) {
                if (number
                        && places[i] >= 0
                        && places[i] < row.length
                        && NUMBER.matcher(row[places[i]].strip()).matches()) {
                    return Optional.of(
                            "%s: numbers of '%s' have a decimal comma (%s), and are not numbers here: write them with a decimal point"
                                    .formatted(file, columns.get(i).source(), row[places[i]].strip()));
                }
            }
        }
        return Optional.empty();
    }
}
