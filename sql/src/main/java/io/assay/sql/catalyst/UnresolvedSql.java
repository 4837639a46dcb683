package io.assay.sql.catalyst;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with SQL that parses and does not resolve, in the words of a message.
 *
 * @param reason one line, without the place in the text and the plan that Spark adds
 * @param kind what it is about
 */
public record UnresolvedSql(String reason, Kind kind) {
    /** Spark's words about a place, at the end of a line. */
    private static final Pattern PLACE = Pattern.compile("\\.?;?( line \\d+)?( pos \\d+)?;*\\s*$");

    private static final List<String> COLUMN =
            List.of("UNRESOLVED_COLUMN", "UNRESOLVED_FIELD", "FIELD_NOT_FOUND", "AMBIGUOUS_REFERENCE");

    private static final List<String> TABLE = List.of("TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND");

    /** What a name that does not resolve was to be. */
    public enum Kind {
        COLUMN,
        TABLE,
        OTHER
    }

    public static UnresolvedSql of(AnalysisException thrown) {
        String line =
                String.valueOf(thrown.getMessage()).strip().lines().findFirst().orElse("it cannot be resolved");
        return new UnresolvedSql(PLACE.matcher(line).replaceFirst(""), kind(thrown.getErrorClass()));
    }

    private static Kind kind(@Nullable String error) {
        if (error == null) {
            return Kind.OTHER;
        }
        return COLUMN.stream().anyMatch(error::startsWith)
                ? Kind.COLUMN
                : TABLE.stream().anyMatch(error::startsWith) ? Kind.TABLE : Kind.OTHER;
    }
}
