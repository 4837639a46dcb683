package io.assay.validation.internal.rule;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.verdict.EitherTest;
import io.assay.validation.internal.verdict.FaultTest;
import io.assay.validation.internal.verdict.MissingTest;
import io.assay.validation.internal.verdict.OutcomeTest;
import io.assay.validation.internal.verdict.PathTest;
import io.assay.validation.internal.verdict.RowTest;
import io.assay.validation.internal.verdict.ShownValue;
import io.assay.validation.internal.verdict.ValuePath;
import io.assay.validation.internal.verdict.ValueTest;
import io.assay.validation.internal.verdict.ValueTests;
import io.assay.validation.internal.verdict.ValueTests.End;
import io.assay.validation.internal.verdict.ValueText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Each row check as a test; throws {@link RuleNotEvaluableException} (or Spark's own) where that cannot be. */
final class RowChecks implements Check.Cases<RowTest> {
    private final DatasetContract dataset;
    private final JoinFlags flags;
    private final Optional<String> where;
    private final Optional<String> reported;
    private final Outcomes outcomes;

    /** For one rule, with its condition and the column that it reports. */
    RowChecks(
            DatasetContract dataset,
            JoinFlags flags,
            Optional<String> where,
            Optional<String> reported,
            Outcomes outcomes) {
        this.dataset = dataset;
        this.flags = flags;
        this.where = where;
        this.reported = reported;
        this.outcomes = outcomes;
    }

    @Override
    public RowTest parses(Check.Parses check) {
        path(check.column());
        return new FaultTest(check.column());
    }

    @Override
    public RowTest required(Check.Required check) {
        return new MissingTest(path(check.column()));
    }

    @Override
    public RowTest unique(Check.Unique check) {
        return flag(check, check.columns());
    }

    @Override
    public RowTest length(Check.Length check) {
        ValuePath path = path(check.column());
        require(path, path.type().isText(), "a length");
        return test(path, ValueTests.length(check.minimum(), check.maximum()));
    }

    @Override
    public RowTest matches(Check.Matches check) {
        ValuePath path = path(check.column());
        return test(path, ValueTests.notFound(check.pattern(), path.type()));
    }

    @Override
    public RowTest format(Check.Format check) {
        ValuePath path = path(check.column());
        return test(path, StringFormats.test(check.format(), path.type()));
    }

    @Override
    public RowTest bounds(Check.Bounds check) {
        ValuePath path = path(check.column());
        return test(path, ValueTests.outside(path.type(), end(path, check.minimum()), end(path, check.maximum())));
    }

    private static Optional<End> end(ValuePath path, Optional<Bound> bound) {
        return bound.map(b -> End.of(b, Literals.bound(path.type(), b.literal())));
    }

    @Override
    public RowTest multipleOf(Check.MultipleOf check) {
        ValuePath path = path(check.column());
        require(path, !(path.type() instanceof ColumnType.Struct), "multiples");
        return test(path, ValueTests.multipleOf(path.type(), check.factor()));
    }

    @Override
    public RowTest items(Check.Items check) {
        ValuePath path = path(check.column());
        require(path, path.type() instanceof ColumnType.Array, "items");
        return test(path, ValueTests.items(check.minimum(), check.maximum()));
    }

    @Override
    public RowTest uniqueItems(Check.UniqueItems check) {
        ValuePath path = path(check.column());
        if (!(path.type() instanceof ColumnType.Array array)) {
            throw hasNone(path, "items");
        }
        return test(path, ValueTests.distinctItems(array));
    }

    @Override
    public RowTest properties(Check.Properties check) {
        ValuePath path = path(check.column());
        if (!(path.type() instanceof ColumnType.Struct struct)) {
            throw hasNone(path, "properties");
        }
        return test(path, ValueTests.properties(struct, check.minimum(), check.maximum()));
    }

    @Override
    public RowTest notMissing(Check.NotMissing check) {
        ValuePath path = path(check.column());
        RowTest listed = test(path, ValueTests.listed(path.type(), listed(path, check.missing())));
        return check.nullIsMissing() ? new EitherTest(new MissingTest(path), listed) : listed;
    }

    @Override
    public RowTest oneOf(Check.OneOf check) {
        ValuePath path = path(check.column());
        return test(path, ValueTests.notListed(path.type(), listed(path, check.values())));
    }

    /** The texts as values of the column's type; a text that is not one cannot be in any row. */
    private static Set<Object> listed(ValuePath path, List<String> texts) {
        return texts.stream()
                .flatMap(text -> Literals.of(path.type(), text).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public RowTest foreignKey(Check.ForeignKey check) {
        Optional<Set<Object>> keys = flags.keys(new JoinFlags.FlaggedCheck(check, where));
        if (keys.isPresent()) {
            ValuePath path = path(check.columns().get(0));
            return test(path, ValueTests.notListed(path.type(), keys.get()));
        }
        return flag(check, check.columns());
    }

    private RowTest flag(Check check, List<String> columns) {
        int place = outcomes.flag(flags.of(new JoinFlags.FlaggedCheck(check, where)));
        return new OutcomeTest(place, false, columns.stream().map(this::shown).toList());
    }

    @Override
    public RowTest condition(Check.Condition check) {
        List<ShownValue> value = reported.map(this::shown).stream().toList();
        return new OutcomeTest(outcomes.condition(check.violation()), true, value);
    }

    @Override
    public RowTest rowCount(Check.RowCount check) {
        throw new IllegalArgumentException("a row count is not about single rows");
    }

    /** Finds the rows that break the check inside. */
    @Override
    public RowTest measure(Check.Measure check) {
        return check.check().match(this);
    }

    @Override
    public RowTest sqlMeasure(Check.SqlMeasure check) {
        throw new IllegalArgumentException("a query is not about single rows");
    }

    @Override
    public RowTest sqlText(Check.SqlText check) {
        throw new IllegalArgumentException("a query is not about single rows");
    }

    @Override
    public RowTest age(Check.Age check) {
        throw new IllegalArgumentException("a service level is not about single rows");
    }

    @Override
    public RowTest constraint(Check.Constraint check) {
        throw new IllegalArgumentException("a measure of Deequ is not about single rows");
    }

    private ValuePath path(String path) {
        return ValuePath.of(dataset.columns(), path)
                .orElseThrow(() -> new RuleNotEvaluableException("there is no column '%s'".formatted(path)));
    }

    private ShownValue shown(String path) {
        ValuePath found = path(path);
        return new ShownValue(found, ValueText.of(found.type()));
    }

    private static RowTest test(ValuePath path, ValueTest test) {
        return new PathTest(path, test, ValueText.of(path.type()));
    }

    private static void require(ValuePath path, boolean holds, String what) {
        if (!holds) {
            throw hasNone(path, what);
        }
    }

    private static RuleNotEvaluableException hasNone(ValuePath path, String what) {
        return new RuleNotEvaluableException("'%s' is %s, which has no %s"
                .formatted(path.name(), path.type().stored(), what.replaceFirst("^a ", "")));
    }
}
