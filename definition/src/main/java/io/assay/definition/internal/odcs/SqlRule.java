package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Comparison;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.QualityReader.Place;
import io.assay.definition.internal.sql.SqlChecker;
import io.assay.definition.internal.sql.SqlQuery;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A rule in SQL. {@code SELECT COUNT(*) FROM {object} WHERE condition} with {@code mustBe: 0} is a row rule, broken by
 * the rows for which the condition is true; any other SELECT is a dataset rule.
 */
final class SqlRule {
    /** In place of a comparison with a text. */
    private static final Comparison ANY = new Comparison(Comparison.Operator.NOT_BE, List.of(BigDecimal.ZERO));

    private final ContractContext reading;

    SqlRule(ContractContext reading) {
        this.reading = reading;
    }

    Optional<Check> read(Place place) {
        FieldReader fields = place.fields();
        Optional<String> text = fields.text("query");
        Optional<Operators.Text> words = Operators.text(fields);
        Optional<Comparison> expected =
                words.isPresent() ? Optional.of(ANY) : Operators.read(fields, Optional.empty(), reading.execution());
        if (text.isEmpty() || expected.isEmpty()) {
            return Optional.empty();
        }
        DocumentNode at = fields.place("query");
        Optional<Check> check = SqlChecker.guarded(
                "query", at, reading.execution(), () -> check(text.get(), expected.get(), place, at));
        return words.isPresent() ? check.flatMap(c -> text(c, words.get())) : check;
    }

    private static Optional<Check> text(Check check, Operators.Text expected) {
        return check instanceof Check.SqlMeasure measure
                ? Optional.of(new Check.SqlText(measure.query(), expected.text(), expected.equal(), measure.scope()))
                : Optional.empty();
    }

    /** A query of ours over the batch, always a dataset rule. */
    Optional<Check> measure(String text, Comparison expected, Place place, DocumentNode at) {
        return check(text, expected, place, at)
                .map(check -> check instanceof Check.Condition
                        ? new Check.SqlMeasure(text, expected, Check.Scope.BATCH)
                        : check);
    }

    private Optional<Check> check(String text, Comparison expected, Place place, DocumentNode at) {
        if (SqlChecker.refused(text, place.columns().top(), "query", at, reading.execution())) {
            return Optional.empty();
        }
        Optional<SqlQuery> query = SqlQuery.of(
                text,
                place.columns().dataset(),
                place.columns().aliases(),
                place.columns().top(),
                place.column(),
                at,
                reading.execution());
        if (query.isEmpty()) {
            return Optional.empty();
        }
        query.get().check(place.columns().top(), reading.registry(), at, reading.execution());
        Optional<String> violation = query.get().violation();
        if (violation.isPresent() && Operators.none(expected) && place.scope().isEmpty()) {
            return Optional.of(new Check.Condition(violation.get()));
        }
        return Optional.of(
                new Check.SqlMeasure(query.get().text(), expected, place.scope().orElse(Check.Scope.BATCH)));
    }
}
