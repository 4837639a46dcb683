package io.assay.definition.internal.odcs;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ColumnType.Json.Shape;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a property: {@code physicalType} decides how values are stored, {@code logicalType} and its options the
 * rest. A text column that holds something else by its logical type is read as that.
 */
final class TypeReader {
    private static final Pattern ARRAY = Pattern.compile("(?i)(?:array|list)<(.+)>");
    private static final Map<String, ColumnType> INTEGERS = Map.of(
            "i8",
            new ColumnType.IntegerType(8),
            "i16",
            new ColumnType.IntegerType(16),
            "i32",
            new ColumnType.IntegerType(32),
            "i64",
            new ColumnType.IntegerType(64),
            "i128",
            new ColumnType.Decimal(38, 0),
            "u8",
            new ColumnType.IntegerType(16),
            "u16",
            new ColumnType.IntegerType(32),
            "u32",
            new ColumnType.IntegerType(64),
            "u64",
            new ColumnType.Decimal(20, 0),
            "u128",
            new ColumnType.Decimal(38, 0));
    private static final Map<String, ColumnType> FLOATING =
            Map.of("f32", new ColumnType.FloatingPointType(32), "f64", new ColumnType.FloatingPointType(64));
    private final FaultCollector faults;
    private final FaultCollector execution;

    TypeReader(ContractContext reading) {
        this.faults = reading.faults();
        this.execution = reading.execution();
    }

    /**
     * Reads it.
     *
     * @param options {@code logicalTypeOptions}
     * @param nested the columns of an object
     * @param element the type of an array's items
     */
    ColumnType read(
            FieldReader property,
            Optional<FieldReader> options,
            List<ContractColumn> nested,
            Optional<ColumnType> element) {
        Optional<String> logical = property.text("logicalType");
        Optional<String> physical = property.text("physicalType");
        boolean list = element.isPresent()
                || physical.filter(text -> ARRAY.matcher(text).matches()).isPresent();
        String word = logical.orElse(!nested.isEmpty() ? "object" : list ? "array" : "");
        if (word.equals("object") || word.equals("array")) {
            return word.equals("object") ? object(property, nested) : array(property, element);
        }
        Optional<ColumnType> stored = physical.flatMap(text -> physical(property, text, options));
        if (stored.isEmpty()) {
            return logical(property, word, physical, options);
        }
        if (stored.get().isText() && !word.isEmpty() && !word.equals("string") && !word.equals("map")) {
            ColumnType type = logical(property, word, physical, options);
            faults.note(
                    property.place("physicalType"),
                    "a text by its physicalType, read and stored as %s by its logicalType".formatted(type.stored()));
            return type;
        }
        return stored.get();
    }

    private ColumnType object(FieldReader property, List<ContractColumn> nested) {
        if (nested.isEmpty()) {
            faults.note(property.node(), "an object without properties is kept as its JSON text");
            return new ColumnType.Json(Shape.OBJECT);
        }
        return new ColumnType.Struct(nested);
    }

    private ColumnType array(FieldReader property, Optional<ColumnType> element) {
        if (element.isPresent()) {
            return new ColumnType.Array(element.get());
        }
        Optional<ColumnType> stored = property.text("physicalType")
                .map(ARRAY::matcher)
                .filter(Matcher::matches)
                .flatMap(form -> PhysicalType.parse(form.group(1), property.place("physicalType"), execution));
        if (stored.isEmpty()) {
            faults.note(property.node(), "an array without items: they are kept as texts");
        }
        return new ColumnType.Array(stored.orElse(new ColumnType.Json(Shape.ANY)));
    }

    private Optional<ColumnType> physical(FieldReader property, String text, Optional<FieldReader> options) {
        return PhysicalType.parse(text, property.place("physicalType"), execution)
                .map(type -> {
                    if (type instanceof ColumnType.Date) {
                        return new ColumnType.Date(format(options, DateFormat.DATE));
                    }
                    if (type instanceof ColumnType.Timestamp) {
                        return new ColumnType.Timestamp(format(options, DateFormat.TIMESTAMP), zone(options));
                    }
                    return type instanceof ColumnType.Time
                            ? new ColumnType.Time(format(options, DateFormat.TIME))
                            : type;
                });
    }

    private ColumnType logical(
            FieldReader property, String word, Optional<String> physical, Optional<FieldReader> options) {
        return switch (word) {
            case "boolean" -> new ColumnType.Bool();
            case "integer" -> options.flatMap(fields -> word(fields, INTEGERS)).orElse(new ColumnType.IntegerType(64));
            case "number" ->
                options.flatMap(fields -> word(fields, FLOATING)).orElse(new ColumnType.FloatingPointType(64));
            case "date" -> new ColumnType.Date(format(options, DateFormat.DATE));
            case "timestamp" -> new ColumnType.Timestamp(format(options, DateFormat.TIMESTAMP), zone(options));
            case "time" -> new ColumnType.Time(format(options, DateFormat.TIME));
            case "string" -> new ColumnType.StringType();
            case "map", "vector" -> {
                faults.note(property.node(), "logicalType %s of ODCS 3.2 is kept as its JSON text".formatted(word));
                yield new ColumnType.Json(word.equals("map") ? Shape.OBJECT : Shape.ARRAY);
            }
            default ->
                noted(
                        property,
                        physical.map("physicalType '%s' is not known here: kept as text"::formatted)
                                .orElse("no logicalType and no physicalType: kept as text"));
        };
    }

    private ColumnType noted(FieldReader property, String what) {
        faults.note(property.node(), what);
        return new ColumnType.Json(Shape.ANY);
    }

    private Optional<ColumnType> word(FieldReader options, Map<String, ColumnType> words) {
        Optional<String> format = options.text("format");
        if (format.isPresent() && !words.containsKey(format.get())) {
            faults.add(
                    options.place("format"),
                    "'%s' is not a format of this type".formatted(format.get()),
                    "use " + String.join(", ", words.keySet().stream().sorted().toList()));
        }
        return format.map(words::get);
    }

    private Optional<String> format(Optional<FieldReader> options, DateFormat kind) {
        return options.flatMap(
                fields -> fields.text("format").filter(format -> kind.valid(format, fields.place("format"), faults)));
    }

    private ZoneId zone(Optional<FieldReader> options) {
        Optional<String> zone = options.flatMap(fields -> fields.text("defaultTimezone"));
        try {
            return zone.map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            options.ifPresent(fields -> faults.add(
                    fields.place("defaultTimezone"),
                    "'%s' is not a valid time zone".formatted(zone.orElse("")),
                    "write a name such as America/New_York"));
            return ZoneOffset.UTC;
        }
    }
}
