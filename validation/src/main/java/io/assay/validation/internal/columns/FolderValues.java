package io.assay.validation.internal.columns;

import io.assay.definition.contract.ContractColumn;
import io.assay.validation.internal.value.ValueParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of the {@code key=value} folders of a file's path, as Hive, Spark and pyarrow write them: the folder's
 * text with its {@code %XX} decoded; {@value #NULL} is null. Of a key that occurs twice the folder nearest to the file
 * counts.
 */
public final class FolderValues {
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private FolderValues() {}

    /** By the key without its case; empty for null. */
    public static Map<String, Optional<String>> of(String path) {
        Map<String, Optional<String>> values = new HashMap<>();
        int end = path.lastIndexOf('/');
        int start = 0;
        while (start < end) {
            int next = path.indexOf('/', start);
            String folder = path.substring(start, next);
            int equals = folder.indexOf('=');
            if (equals > 0) {
                String value = decoded(folder.substring(equals + 1));
                values.put(
                        ColumnMatch.folded(decoded(folder.substring(0, equals))),
                        value.equals(NULL) ? Optional.empty() : Optional.of(value));
            }
            start = next + 1;
        }
        return values;
    }

    /** The columns of the contract that only the folders give: scalars that the file itself does not have. */
    public static List<ContractColumn> columns(List<ContractColumn> missing, Map<String, Optional<String>> folders) {
        return missing.stream()
                .filter(column -> folders.containsKey(ColumnMatch.folded(column.source())))
                .filter(column -> ValueParser.isScalar(column.type()))
                .toList();
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that nobody encoded
        }
    }
}
