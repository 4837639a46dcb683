package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.DatasetContract;
import io.assay.sql.catalyst.AnsiCondition;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Each row check as a predicate; throws {@link RuleNotEvaluableException} (or Spark's own) where that cannot be. */
final class RowChecks implements Check.Cases<RowPredicate> {
    private final DatasetContract dataset;
    private final JoinFlags flags;
    private final Optional<String> where;
    private final Optional<String> reported;
    private final Dataset<Row> shape;

    /**
     * For one rule.
     *
     * @param shape no rows, of the columns that conditions are resolved against
     */
    RowChecks(
            DatasetContract dataset,
            JoinFlags flags,
            Optional<String> where,
            Optional<String> reported,
            Dataset<Row> shape) {
        this.dataset = dataset;
        this.flags = flags;
        this.where = where;
        this.reported = reported;
        this.shape = shape;
    }

    @Override
    public RowPredicate parses(Check.Parses check) {
        Column first = get(
                filter(
                        col(UnvalidatedRow.FAULTS),
                        fault -> fault.getField("path").equalTo(check.column())),
                lit(0));
        return new RowPredicate(place(check.column()).faulty(), first.getField("value"));
    }

    @Override
    public RowPredicate required(Check.Required check) {
        return new RowPredicate(place(check.column()).missing(), lit(null).cast("string"));
    }

    @Override
    public RowPredicate unique(Check.Unique check) {
        return new RowPredicate(flags.of(new JoinFlags.FlaggedCheck(check, where)), joined(check.columns()));
    }

    @Override
    public RowPredicate length(Check.Length check) {
        return outside(
                place(check.column()),
                functions.length(place(check.column()).value()),
                check.minimum(),
                check.maximum());
    }

    @Override
    public RowPredicate matches(Check.Matches check) {
        return pattern(check.column(), check.pattern());
    }

    @Override
    public RowPredicate format(Check.Format check) {
        return pattern(check.column(), StringFormats.pattern(check.format()));
    }

    private RowPredicate pattern(String column, String pattern) {
        FieldPath place = place(column);
        Column found = udf(new PatternMatch(pattern), DataTypes.BooleanType)
                .apply(place.value().cast("string"));
        return new RowPredicate(not(found), place.text());
    }

    @Override
    public RowPredicate bounds(Check.Bounds check) {
        FieldPath place = place(check.column());
        Column value = place.value();
        Column broken = check.minimum()
                .map(bound -> below(value, Literals.bound(place.type(), bound.literal()), bound.inclusive()))
                .orElse(lit(false))
                .or(check.maximum()
                        .map(bound -> above(value, Literals.bound(place.type(), bound.literal()), bound.inclusive()))
                        .orElse(lit(false)));
        return new RowPredicate(
                place.type() instanceof ColumnType.FloatingPointType ? broken.or(unbounded(value)) : broken,
                place.text());
    }

    private static Column below(Column value, Column minimum, boolean inclusive) {
        return inclusive ? value.lt(minimum) : value.leq(minimum);
    }

    private static Column above(Column value, Column maximum, boolean inclusive) {
        return inclusive ? value.gt(maximum) : value.geq(maximum);
    }

    private static Column unbounded(Column value) {
        return isnan(value).or(abs(value).equalTo(lit(Double.POSITIVE_INFINITY)));
    }

    /** Floating point numbers are taken by their shortest decimal form: 0.3 is a multiple of 0.1. */
    @Override
    public RowPredicate multipleOf(Check.MultipleOf check) {
        FieldPath place = place(check.column());
        if (!(place.type() instanceof ColumnType.FloatingPointType)) {
            return new RowPredicate(place.value().mod(lit(check.factor())).notEqual(lit(0)), place.text());
        }
        Column broken = udf(new NotMultipleOf(check.factor()), DataTypes.BooleanType)
                .apply(place.value().cast("string"));
        return new RowPredicate(broken, place.text());
    }

    @Override
    public RowPredicate items(Check.Items check) {
        FieldPath place = place(check.column());
        return outside(place, size(place.value()), check.minimum(), check.maximum());
    }

    @Override
    public RowPredicate uniqueItems(Check.UniqueItems check) {
        FieldPath place = place(check.column());
        return new RowPredicate(
                place.value()
                        .isNotNull()
                        .and(size(array_distinct(place.value())).lt(size(place.value()))),
                place.text());
    }

    @Override
    public RowPredicate notMissing(Check.NotMissing check) {
        FieldPath place = place(check.column());
        List<Column> missing = listed(place, check.missing());
        Column broken = missing.isEmpty() ? lit(false) : place.value().isin(missing.toArray());
        return new RowPredicate(check.nullIsMissing() ? place.missing().or(broken) : broken, place.text());
    }

    @Override
    public RowPredicate oneOf(Check.OneOf check) {
        FieldPath place = place(check.column());
        List<Column> values = listed(place, check.values());
        Column broken =
                values.isEmpty() ? place.value().isNotNull() : not(place.value().isin(values.toArray()));
        return new RowPredicate(broken, place.text());
    }

    /** The texts as values of the column's type; a text that is not one cannot be in any row. */
    private static List<Column> listed(FieldPath place, List<String> texts) {
        return texts.stream()
                .flatMap(text -> Literals.of(place.type(), text).stream())
                .toList();
    }

    @Override
    public RowPredicate foreignKey(Check.ForeignKey check) {
        return new RowPredicate(flags.of(new JoinFlags.FlaggedCheck(check, where)), joined(check.columns()));
    }

    @Override
    public RowPredicate condition(Check.Condition check) {
        Column value = reported.<Column>map(path -> place(path).text())
                .orElse(lit(null).cast("string"));
        AnsiCondition violation = AnsiCondition.of(shape, check.violation());
        return new RowPredicate(violation.holds(), value, Optional.of(violation.failed()));
    }

    @Override
    public RowPredicate rowCount(Check.RowCount check) {
        throw new IllegalArgumentException("a row count is not about single rows");
    }

    /** Counts the rows that break the check inside. */
    @Override
    public RowPredicate measure(Check.Measure check) {
        return check.check().match(this);
    }

    @Override
    public RowPredicate sqlMeasure(Check.SqlMeasure check) {
        throw new IllegalArgumentException("a query is not about single rows");
    }

    private FieldPath place(String path) {
        return FieldPath.of(dataset, path);
    }

    private Column joined(List<String> columns) {
        return concat_ws(", ", columns.stream().map(c -> place(c).text()).toArray(Column[]::new));
    }

    private static RowPredicate outside(FieldPath place, Column number, OptionalInt minimum, OptionalInt maximum) {
        Column broken = lit(false);
        if (minimum.isPresent()) {
            broken = broken.or(number.lt(minimum.getAsInt()));
        }
        if (maximum.isPresent()) {
            broken = broken.or(number.gt(maximum.getAsInt()));
        }
        return new RowPredicate(place.value().isNotNull().and(broken), place.text());
    }
}
