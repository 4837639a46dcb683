package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Comparison;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.QualityReader.Place;
import io.assay.definition.internal.sql.SqlChecker;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A {@code custom} rule of an engine that is executed: {@code assay}, our own, and {@code deequ}. Its implementation is
 * a text or a mapping.
 */
final class CustomRule {
    private final ContractContext reading;

    CustomRule(ContractContext reading) {
        this.reading = reading;
    }

    /** A rule as it was read; what is absent the rule itself says, or the defaults. */
    record Read(String kind, Check check, Optional<String> where, Optional<Action> action) {}

    /** Whether rules of the engine are executed. */
    static boolean knows(String engine) {
        return engine.equals("assay") || engine.equals("deequ");
    }

    Optional<Read> read(String engine, Place place) {
        Optional<DocumentNode> implementation = place.fields().value("implementation");
        if (implementation.isEmpty()) {
            reading.execution()
                    .add(
                            place.fields().node(),
                            "a rule of engine '%s' without implementation".formatted(engine),
                            engine.equals("assay")
                                    ? "write a SQL condition that good rows fulfil"
                                    : "name the constraint, such as isComplete");
            return Optional.empty();
        }
        if (implementation.get() instanceof DocumentNode.Scalar text) {
            return engine.equals("assay")
                    ? condition(text.text(), text, place, Optional.empty()).map(check -> read("assay", check))
                    : new DeequRule(reading)
                            .read(text.text(), text, place, Optional.empty())
                            .map(c -> read("deequ", c));
        }
        return FieldReader.of(implementation.get(), reading.execution())
                .flatMap(inner -> engine.equals("assay") ? assay(inner, place) : deequ(inner, place));
    }

    private static Read read(String kind, Check check) {
        return new Read(kind, check, Optional.empty(), Optional.empty());
    }

    private Optional<Read> assay(FieldReader inner, Place place) {
        Optional<String> condition = inner.text("condition");
        Optional<String> metric = inner.text("metric");
        Optional<String> where = where(inner, place);
        Optional<Action> action = action(inner);
        if (condition.isPresent() == metric.isPresent()) {
            reading.execution()
                    .add(
                            inner.node(),
                            condition.isPresent() ? "condition and metric" : "neither condition nor metric",
                            "give one of them: a condition that good rows fulfil, or a metric of the batch");
            Operators.allow(inner);
            inner.done();
            return Optional.empty();
        }
        Optional<Check> check = condition.isPresent()
                ? condition(condition.get(), inner.place("condition"), place, Optional.of(inner))
                : metric(metric.get(), where, inner, place);
        inner.done();
        Optional<String> rows = metric.isPresent() ? Optional.empty() : where; // a metric has it in its query
        return check.map(c -> new Read("assay", c, rows, action));
    }

    private Optional<Read> deequ(FieldReader inner, Place place) {
        Optional<String> name = inner.required("constraint", "name the constraint, such as isComplete");
        Optional<String> where = where(inner, place);
        Optional<Action> action = action(inner);
        Optional<Check> check =
                name.flatMap(n -> new DeequRule(reading).read(n, inner.place("constraint"), place, Optional.of(inner)));
        if (name.isPresent()) {
            inner.done();
        }
        return check.map(c -> new Read("deequ", c, where, action));
    }

    /** A condition of rows; with an operator the rows that do not fulfil it are counted. NULL fulfils it. */
    private Optional<Check> condition(String sql, DocumentNode at, Place place, Optional<FieldReader> inner) {
        SqlChecker.expression(sql, place.columns().top(), "implementation", at, reading.execution());
        Check.Condition violation = new Check.Condition("NOT (%s)".formatted(sql));
        FieldReader holder = inner.filter(Operators::given).orElse(place.fields());
        if (!Operators.given(holder)) {
            return Optional.of(violation);
        }
        Check.Unit unit =
                holder.text("unit").filter("percent"::equals).isPresent() ? Check.Unit.PERCENT : Check.Unit.ROWS;
        Optional<Comparison> expected = Operators.read(holder, Optional.empty(), reading.execution());
        return expected.map(comparison -> Operators.none(comparison)
                        && place.scope().isEmpty()
                ? violation
                : new Check.Measure(violation, comparison, unit, place.scope().orElse(Check.Scope.BATCH)));
    }

    private Optional<Check> metric(String sql, Optional<String> where, FieldReader inner, Place place) {
        FieldReader holder = Operators.given(inner) ? inner : place.fields();
        String query = "SELECT %s FROM {object}".formatted(sql)
                + where.map(condition -> " WHERE " + condition).orElse("");
        Optional<Comparison> expected = Operators.read(holder, Optional.empty(), reading.execution());
        DocumentNode at = inner.place("metric");
        return expected.flatMap(comparison -> SqlChecker.guarded(
                "metric", at, reading.execution(), () -> new SqlRule(reading).measure(query, comparison, place, at)));
    }

    private Optional<String> where(FieldReader inner, Place place) {
        Optional<String> where = inner.text("where");
        where.ifPresent(sql ->
                SqlChecker.expression(sql, place.columns().top(), "where", inner.place("where"), reading.execution()));
        return where;
    }

    private Optional<Action> action(FieldReader inner) {
        Optional<String> word = inner.text("action");
        Optional<Action> action = word.flatMap(w -> Arrays.stream(Action.values())
                .filter(a -> a.word().equals(w.toLowerCase(Locale.ROOT)))
                .findFirst());
        if (word.isPresent() && action.isEmpty()) {
            List<String> words =
                    Arrays.stream(Action.values()).map(Action::word).toList();
            reading.execution()
                    .add(
                            inner.place("action"),
                            "action is '%s'".formatted(word.get()),
                            "use " + String.join(", ", words));
        }
        return action;
    }
}
