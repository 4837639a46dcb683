package io.assay.definition.internal.odcs;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.EcmaPattern;
import io.assay.definition.contract.StringFormat;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.standard.OdcsVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code logicalTypeOptions}: one rule an option, so that a report names the option that was broken. */
final class OptionReader {
    /** Formats that every string has: they say how it is used. */
    private static final Set<String> UNRESTRICTED = Set.of("password", "binary");

    private static final Pattern INTEGER_FORMAT = Pattern.compile("([iu])(8|16|32|64|128)");
    private final ContractContext reading;
    private final RuleList rules;
    private final String column;
    private final ColumnType type;
    private final Optional<Action> action;

    OptionReader(ContractContext reading, RuleList rules, String column, ColumnType type, Optional<Action> action) {
        this.reading = reading;
        this.rules = rules;
        this.column = column;
        this.type = type;
        this.action = action;
    }

    void read(FieldReader options, Optional<String> logicalType) {
        String logical = logicalType.orElse(BoundLiteral.logical(type));
        switch (logical) {
            case "string" -> text(options);
            case "integer", "number" -> number(options);
            case "date", "timestamp", "time" -> ranges(options);
            case "array" -> array(options);
            case "object" -> object(options);
            default -> {
                if (!options.node().entries().isEmpty()) {
                    reading.faults()
                            .note(options.node(), "logicalTypeOptions of a %s are not executed".formatted(logical));
                }
            }
        }
    }

    private void text(FieldReader options) {
        length(options, "minLength", "maxLength");
        options.text("pattern").ifPresent(pattern -> {
            try {
                EcmaPattern.of(pattern);
                rules.add(column, "pattern", new Check.Matches(column, pattern), action);
            } catch (InvalidDefinitionException e) {
                reading.faults().add(options.place("pattern"), e);
            }
        });
        options.text("format").ifPresent(format -> {
            if (StringFormat.names().contains(format)) {
                rules.add(column, "format", new Check.Format(column, format), action);
            } else if (UNRESTRICTED.contains(format)) {
                reading.faults().note(options.place("format"), "every string has the format '%s'".formatted(format));
            } else {
                reading.faults().note(options.place("format"), "the format '%s' is not checked".formatted(format));
            }
        });
    }

    private void length(FieldReader options, String least, String most) {
        OptionalInt minimum = size(options, least);
        OptionalInt maximum = size(options, most);
        if (minimum.isPresent()) {
            rules.add(column, least, new Check.Length(column, minimum, OptionalInt.empty()), action);
        }
        if (maximum.isPresent()) {
            rules.add(column, most, new Check.Length(column, OptionalInt.empty(), maximum), action);
        }
    }

    private OptionalInt size(FieldReader options, String key) {
        OptionalInt size = options.integer(key);
        if (size.isPresent() && size.getAsInt() < 0) {
            reading.faults().add(options.place(key), "%s is %d".formatted(key, size.getAsInt()), "use 0 or more");
            return OptionalInt.empty();
        }
        return size;
    }

    private void number(FieldReader options) {
        ranges(options);
        options.text("format").ifPresent(this::integers);
        options.number("multipleOf").ifPresent(factor -> {
            if (factor.signum() <= 0) {
                reading.faults()
                        .add(
                                options.place("multipleOf"),
                                "multipleOf is " + factor.toPlainString(),
                                "use a number above 0");
            } else {
                rules.add(column, "multipleOf", new Check.MultipleOf(column, factor), action);
            }
        });
    }

    /** The range of an integer format, unless the type itself has it: then a value outside breaks {@code type}. */
    private void integers(String format) {
        Matcher matcher = INTEGER_FORMAT.matcher(format);
        if (!matcher.matches()) {
            return;
        }
        boolean signed = matcher.group(1).equals("i");
        int bits = Integer.parseInt(matcher.group(2));
        if (signed && type instanceof ColumnType.IntegerType integer && integer.bits() <= bits) {
            return;
        }
        BigDecimal values = BigDecimal.valueOf(2).pow(signed ? bits - 1 : bits);
        Bound least = new Bound(signed ? values.negate().toPlainString() : "0", true);
        Optional<Bound> most = bits == 128 // more than any decimal holds
                ? Optional.empty()
                : Optional.of(new Bound(values.subtract(BigDecimal.ONE).toPlainString(), true));
        if (!signed || most.isPresent()) {
            rules.add(column, "format", new Check.Bounds(column, Optional.of(least), most), action);
        }
    }

    private void ranges(FieldReader options) {
        bound(options, "minimum", true, true);
        bound(options, "exclusiveMinimum", true, false);
        bound(options, "maximum", false, true);
        bound(options, "exclusiveMaximum", false, false);
    }

    private void bound(FieldReader options, String key, boolean least, boolean inclusive) {
        Optional<DocumentNode> value = options.value(key);
        if (value.isEmpty() || !(value.get() instanceof DocumentNode.Scalar literal)) {
            value.ifPresent(node -> reading.faults().add(node, "is " + node.noun(), "write a single value"));
            return;
        }
        if (literal.kind() == DocumentNode.Kind.BOOLEAN && !inclusive && reading.standard() == OdcsVersion.V3_0) {
            return; // 3.0 wrote exclusiveMinimum: true beside minimum; read there
        }
        Optional<Comparable<?>> read = BoundLiteral.read(literal, type, reading.faults());
        if (read.isPresent()) {
            boolean closed = inclusive && !(reading.standard() == OdcsVersion.V3_0 && exclusiveFlag(options, least));
            Bound bound = new Bound(literal.text(), closed);
            rules.add(
                    column,
                    key,
                    new Check.Bounds(
                            column,
                            least ? Optional.of(bound) : Optional.empty(),
                            least ? Optional.empty() : Optional.of(bound)),
                    action);
        }
    }

    private static boolean exclusiveFlag(FieldReader options, boolean least) {
        DocumentNode flag = options.place(least ? "exclusiveMinimum" : "exclusiveMaximum");
        return flag instanceof DocumentNode.Scalar scalar
                && scalar.kind() == DocumentNode.Kind.BOOLEAN
                && scalar.text().equals("true");
    }

    private void array(FieldReader options) {
        OptionalInt minimum = size(options, "minItems");
        OptionalInt maximum = size(options, "maxItems");
        if (minimum.isPresent()) {
            rules.add(column, "minItems", new Check.Items(column, minimum, OptionalInt.empty()), action);
        }
        if (maximum.isPresent()) {
            rules.add(column, "maxItems", new Check.Items(column, OptionalInt.empty(), maximum), action);
        }
        if (options.flag("uniqueItems")) {
            rules.add(column, "uniqueItems", new Check.UniqueItems(column), action);
        }
    }

    private void object(FieldReader options) {
        OptionalInt minimum = size(options, "minProperties");
        OptionalInt maximum = size(options, "maxProperties");
        if (!(type instanceof ColumnType.Struct) && (minimum.isPresent() || maximum.isPresent())) {
            reading.faults().note(options.node(), "minProperties and maxProperties of a text are not executed");
        } else {
            if (minimum.isPresent()) {
                rules.add(column, "minProperties", new Check.Properties(column, minimum, OptionalInt.empty()), action);
            }
            if (maximum.isPresent()) {
                rules.add(column, "maxProperties", new Check.Properties(column, OptionalInt.empty(), maximum), action);
            }
        }
        List<String> fields = type instanceof ColumnType.Struct struct
                ? struct.fields().stream().map(field -> field.name()).toList()
                : List.of();
        List<String> required = options.texts("required");
        if (!required.isEmpty() && fields.isEmpty()) {
            reading.faults()
                    .note(options.place("required"), "required is not executed: the object lists no properties");
            return;
        }
        for (String field : required) {
            Check check = new Check.Required(column + "." + field);
            if (!fields.contains(field)) {
                reading.execution()
                        .add(
                                options.place("required"),
                                "'%s' is not a property of '%s'".formatted(field, column),
                                "list it under properties");
            } else if (!rules.has(check)) {
                rules.add(column + "." + field, "required", check, action);
            }
        }
    }
}
