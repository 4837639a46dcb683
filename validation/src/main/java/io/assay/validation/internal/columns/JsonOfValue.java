package io.assay.validation.internal.columns;

import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Map;
import org.apache.spark.sql.Column;

/** Stored values as JSON: times to the microsecond, bytes as Base64. */
public final class JsonOfValue {
    private static final String ZONED = "yyyy-MM-dd'T'HH:mm:ss[.SSSSSS][XXX]";
    private static final String LOCAL = "yyyy-MM-dd'T'HH:mm:ss[.SSSSSS]";
    private static final Map<String, String> TIMES = Map.of("timestampFormat", ZONED, "timestampNTZFormat", LOCAL);
    private static final Map<String, String> WITH_NULLS =
            Map.of("timestampFormat", ZONED, "timestampNTZFormat", LOCAL, "ignoreNullFields", "false");

    private JsonOfValue() {}

    /** An object, map or list with its nulls; null of null. */
    public static Column of(Column value) {
        return to_json(value, WITH_NULLS);
    }

    /** The text of a timestamp, as in JSON. */
    public static Column time(Column timestamp) {
        return get_json_object(to_json(struct(timestamp.as("t")), TIMES), "$.t");
    }

    /** A row, an object without the fields that are null. */
    public static Column row(Column struct) {
        return to_json(struct, TIMES);
    }
}
