package io.assay.definition.contract;

import io.assay.definition.InvalidDefinitionException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a rule requires. Row checks can name the rows that break them; dataset checks measure all rows. NULL breaks
 * {@link Required} alone; a value that does not parse breaks {@link Parses} alone.
 */
public sealed interface Check {
    <R> R match(Cases<R> cases);

    /** Whether this is a dataset check, so that no single row breaks it. */
    default boolean isDatasetCheck() {
        return this instanceof RowCount
                || this instanceof Measure
                || this instanceof SqlMeasure
                || this instanceof SqlText
                || this instanceof Age
                || this instanceof Constraint;
    }

    /** The source text (or value) is one of the column's type. */
    record Parses(String column) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.parses(this);
        }
    }

    record Required(String column) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.required(this);
        }
    }

    /**
     * No two rows share the columns' values; rows with a NULL among them are not compared. Of equal rows the last in
     * position is kept.
     */
    record Unique(List<String> columns) implements Check {
        public Unique {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new InvalidDefinitionException("unique", "no column", "name the columns of the key");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unique(this);
        }
    }

    /** Length in code points, both ends included. */
    record Length(String column, OptionalInt minimum, OptionalInt maximum) implements Check {
        public Length {
            CheckRange.requireValid("length of " + column, minimum, maximum);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.length(this);
        }
    }

    /** An ECMA-262 pattern is found in the text; {@code $} is only the very end. */
    record Matches(String column, String pattern) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.matches(this);
        }
    }

    /** A named string format, one of {@link StringFormat#names}. */
    record Format(String column, String format) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.format(this);
        }
    }

    /**
     * A bound's literal is written as the contract has it; the column's type says how it is read. NaN and infinities
     * break bounds.
     */
    record Bounds(String column, Optional<Bound> minimum, Optional<Bound> maximum) implements Check {
        /** One end of a range. */
        public record Bound(String literal, boolean inclusive) {}

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bounds(this);
        }
    }

    record MultipleOf(String column, BigDecimal factor) implements Check {
        public MultipleOf {
            if (factor.signum() <= 0) {
                throw new InvalidDefinitionException(
                        "multipleOf of " + column, "it is " + factor.toPlainString(), "use a number above 0");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.multipleOf(this);
        }
    }

    /** Number of an array's items, both ends included. */
    record Items(String column, OptionalInt minimum, OptionalInt maximum) implements Check {
        public Items {
            CheckRange.requireValid("items of " + column, minimum, maximum);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.items(this);
        }
    }

    /** Number of an object's fields that have a value, both ends included. */
    record Properties(String column, OptionalInt minimum, OptionalInt maximum) implements Check {
        public Properties {
            CheckRange.requireValid("properties of " + column, minimum, maximum);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.properties(this);
        }
    }

    record UniqueItems(String column) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.uniqueItems(this);
        }
    }

    /**
     * The value, as text, is not one of these ({@code missingValues} with {@code mustBe: 0}); an empty list means only
     * NULL.
     */
    record NotMissing(String column, List<String> missing, boolean nullIsMissing) implements Check {
        public NotMissing {
            missing = List.copyOf(missing);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notMissing(this);
        }
    }

    /** The value, as text, is one of these. */
    record OneOf(String column, List<String> values) implements Check {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.oneOf(this);
        }
    }

    /** The columns' values occur in the target's columns; rows with a NULL among them are not checked. */
    record ForeignKey(List<String> columns, DatasetName target, List<String> targetColumns) implements Check {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
            if (columns.isEmpty() || columns.size() != targetColumns.size()) {
                throw new InvalidDefinitionException(
                        "foreign key to " + target,
                        "%d columns for %d".formatted(columns.size(), targetColumns.size()),
                        "name as many columns as the target has");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.foreignKey(this);
        }
    }

    /** A SQL row rule: it is broken by the rows for which {@code violation} is true. */
    record Condition(String violation) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.condition(this);
        }
    }

    record RowCount(Comparison expected, Scope scope) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rowCount(this);
        }
    }

    /**
     * Number or share of the rows that break {@code check}; {@code check} is a row check ({@link Required},
     * {@link NotMissing}, {@link OneOf}, {@link Matches}, {@link Unique}).
     */
    record Measure(Check check, Comparison expected, Unit unit, Scope scope) implements Check {
        public Measure {
            if (check.isDatasetCheck()) {
                throw new InvalidDefinitionException(
                        "measure", "it counts rows that break a dataset rule", "measure a row rule");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.measure(this);
        }
    }

    /** One SELECT of one value. In {@code query} the batch is the view {@code {object}}. */
    record SqlMeasure(String query, Comparison expected, Scope scope) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sqlMeasure(this);
        }
    }

    /**
     * A service level of a dataset by its rows' times.
     *
     * @param column a date or a timestamp; a date begins at midnight UTC
     * @param limit the longest span allowed, in {@code unit}s
     */
    record Age(ServiceLevel level, String column, BigDecimal limit, SpanUnit unit) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.age(this);
        }
    }

    /** What a service level is measured in; a month counts 30 days, a year 365. */
    enum SpanUnit {
        SECONDS(1),
        MINUTES(60),
        HOURS(3_600),
        DAYS(86_400),
        MONTHS(30 * 86_400L),
        YEARS(365 * 86_400L);

        private final long seconds;

        SpanUnit(long seconds) {
            this.seconds = seconds;
        }

        public long seconds() {
            return seconds;
        }

        /** As people write it after a number: 1 {@code day}, 2 {@code days}. */
        public String word(BigDecimal number) {
            String many = name().toLowerCase(Locale.ROOT);
            return number.compareTo(BigDecimal.ONE) == 0 ? many.substring(0, many.length() - 1) : many;
        }
    }

    /**
     * One SELECT of one text.
     *
     * @param equal whether it must be the expected text, or must not be it
     */
    record SqlText(String query, String expected, boolean equal, Scope scope) implements Check {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sqlText(this);
        }
    }

    /**
     * A measure of the batch by Deequ.
     *
     * @param arguments by name; those with one value have one
     */
    record Constraint(
            DeequConstraint constraint, List<String> columns, Map<String, List<String>> arguments, Comparison expected)
            implements Check {
        public Constraint {
            columns = List.copyOf(columns);
            arguments = Map.copyOf(arguments);
            if (columns.size() < constraint.leastColumns() || columns.size() > constraint.mostColumns()) {
                throw new InvalidDefinitionException(
                        constraint.method(),
                        "%d columns".formatted(columns.size()),
                        "name %d".formatted(constraint.leastColumns()));
            }
        }

        /** An argument that it needs. */
        public String argument(String name) {
            return arguments.getOrDefault(name, List.of("")).get(0);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.constraint(this);
        }
    }

    enum Unit {
        ROWS,
        PERCENT
    }

    /** What a dataset rule is evaluated on: the batch, or the dataset as it would be after publishing. */
    enum Scope {
        BATCH,
        DATASET
    }

    /** One case for each kind. */
    interface Cases<R> {
        R parses(Parses check);

        R required(Required check);

        R unique(Unique check);

        R length(Length check);

        R matches(Matches check);

        R format(Format check);

        R bounds(Bounds check);

        R multipleOf(MultipleOf check);

        R items(Items check);

        R properties(Properties check);

        R uniqueItems(UniqueItems check);

        R notMissing(NotMissing check);

        R oneOf(OneOf check);

        R foreignKey(ForeignKey check);

        R condition(Condition check);

        R rowCount(RowCount check);

        R measure(Measure check);

        R sqlMeasure(SqlMeasure check);

        R sqlText(SqlText check);

        R age(Age check);

        R constraint(Constraint check);
    }
}
