package io.assay.definition.internal.odcs;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type names of databases, mapped to column types. */
final class PhysicalType {
    private static final Pattern FORM = Pattern.compile(
            "([a-z][a-z0-9_ ]*?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?(?:\\s+with(?:out)?\\s+time\\s+zone|\\s+not null)?");
    private static final ColumnType STRING = new ColumnType.StringType();
    private static final ColumnType JSON = new ColumnType.Json(ColumnType.Json.Shape.ANY);
    private static final ColumnType TIMESTAMP = new ColumnType.Timestamp(Optional.empty(), ZoneOffset.UTC);
    private static final Map<String, ColumnType> WORDS = Map.ofEntries(
            Map.entry("string", STRING),
            Map.entry("varchar", STRING),
            Map.entry("varchar2", STRING),
            Map.entry("nvarchar", STRING),
            Map.entry("nvarchar2", STRING),
            Map.entry("character varying", STRING),
            Map.entry("char", STRING),
            Map.entry("nchar", STRING),
            Map.entry("bpchar", STRING),
            Map.entry("character", STRING),
            Map.entry("text", STRING),
            Map.entry("clob", STRING),
            Map.entry("uuid", STRING),
            Map.entry("json", JSON),
            Map.entry("jsonb", JSON),
            Map.entry("variant", JSON),
            Map.entry("super", JSON),
            Map.entry("boolean", new ColumnType.Bool()),
            Map.entry("bool", new ColumnType.Bool()),
            Map.entry("tinyint", new ColumnType.IntegerType(8)),
            Map.entry("byteint", new ColumnType.IntegerType(8)),
            Map.entry("smallint", new ColumnType.IntegerType(16)),
            Map.entry("int2", new ColumnType.IntegerType(16)),
            Map.entry("short", new ColumnType.IntegerType(16)),
            Map.entry("int", new ColumnType.IntegerType(32)),
            Map.entry("integer", new ColumnType.IntegerType(32)),
            Map.entry("int4", new ColumnType.IntegerType(32)),
            Map.entry("int32", new ColumnType.IntegerType(32)),
            Map.entry("serial", new ColumnType.IntegerType(32)),
            Map.entry("bigint", new ColumnType.IntegerType(64)),
            Map.entry("int8", new ColumnType.IntegerType(64)),
            Map.entry("int64", new ColumnType.IntegerType(64)),
            Map.entry("long", new ColumnType.IntegerType(64)),
            Map.entry("bigserial", new ColumnType.IntegerType(64)),
            Map.entry("real", new ColumnType.FloatingPointType(32)),
            Map.entry("float", new ColumnType.FloatingPointType(32)),
            Map.entry("float4", new ColumnType.FloatingPointType(32)),
            Map.entry("float32", new ColumnType.FloatingPointType(32)),
            Map.entry("double", new ColumnType.FloatingPointType(64)),
            Map.entry("double precision", new ColumnType.FloatingPointType(64)),
            Map.entry("float8", new ColumnType.FloatingPointType(64)),
            Map.entry("float64", new ColumnType.FloatingPointType(64)),
            Map.entry("date", new ColumnType.Date(Optional.empty())),
            Map.entry("timestamp", TIMESTAMP),
            Map.entry("timestamptz", TIMESTAMP),
            Map.entry("timestamp_tz", TIMESTAMP),
            Map.entry("timestamp_ntz", TIMESTAMP),
            Map.entry("timestamp_ltz", TIMESTAMP),
            Map.entry("datetime", TIMESTAMP),
            Map.entry("datetime2", TIMESTAMP),
            Map.entry("time", new ColumnType.Time(Optional.empty())),
            Map.entry("binary", new ColumnType.Bytes()),
            Map.entry("varbinary", new ColumnType.Bytes()),
            Map.entry("bytea", new ColumnType.Bytes()),
            Map.entry("bytes", new ColumnType.Bytes()),
            Map.entry("blob", new ColumnType.Bytes()));

    private PhysicalType() {}

    /** The type; empty if the word is not known, so that the logical type may decide. */
    static Optional<ColumnType> parse(String text, DocumentNode place, FaultCollector faults) {
        Matcher form = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        String word = form.group(1);
        return switch (word) {
            case "decimal", "numeric", "number", "dec", "bignumeric" -> Optional.of(decimal(form, text, place, faults));
            default -> Optional.ofNullable(WORDS.get(word));
        };
    }

    private static ColumnType decimal(Matcher form, String text, DocumentNode place, FaultCollector faults) {
        if (form.group(2) == null) {
            return new ColumnType.Decimal(38, 10);
        }
        int precision = form.group(2).length() > 4 ? 9999 : Integer.parseInt(form.group(2));
        int scale = form.group(3) == null ? 0 : form.group(3).length() > 4 ? 9999 : Integer.parseInt(form.group(3));
        if (precision < 1 || precision > 38 || scale > precision) {
            faults.add(
                    place,
                    "'%s' cannot be stored".formatted(text),
                    "use at most 38 digits, and no more of them behind the point");
            return new ColumnType.Decimal(38, 10);
        }
        return new ColumnType.Decimal(precision, scale);
    }
}
