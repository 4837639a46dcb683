package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;

/** Timestamps that a file holds as nanoseconds since the epoch, as pandas writes them: Spark reads them as numbers. */
final class ParquetNanoseconds {
    private ParquetNanoseconds() {}

    /** To the microsecond, rounded down; without a zone unless they are in UTC. */
    static Column timestamp(String name, boolean utc) {
        String quoted = "`" + name.replace("`", "``") + "`";
        String micros = "timestamp_micros(%1$s div 1000 - IF(%1$s %% 1000 < 0, 1, 0))".formatted(quoted);
        return utc
                ? expr(micros)
                : expr("convert_timezone(current_timezone(), 'UTC', CAST(%s AS TIMESTAMP_NTZ))".formatted(micros));
    }
}
