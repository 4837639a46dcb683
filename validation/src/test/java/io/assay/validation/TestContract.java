package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Choice;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import io.assay.definition.contract.SourceFormat;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.UpdateRules;
import io.assay.definition.contract.WriteMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a dataset of a contract for tests. */
final class TestContract {
    static final ColumnType STRING = new ColumnType.StringType();
    static final ColumnType LONG = new ColumnType.IntegerType(64);
    static final ColumnType DOUBLE = new ColumnType.FloatingPointType(64);
    static final ColumnType TIMESTAMP = new ColumnType.Timestamp(Optional.empty(), ZoneOffset.UTC);

    private final String name;
    private final List<ContractColumn> columns = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private List<String> nullValues = List.of();
    private double maxQuarantined = 100;
    private WriteMode writeMode = WriteMode.APPEND;
    private UniqueWithin uniqueWithin = new UniqueWithin.Dataset();
    private Adaptation adaptation = Adaptation.NONE;
    private Optional<SourceFormat> source = Optional.empty();

    private TestContract(String name) {
        this.name = name;
    }

    static TestContract of(String name) {
        return new TestContract(name);
    }

    static ContractColumn column(String name, ColumnType type) {
        return new ContractColumn(name, name, type, false, Optional.empty(), Optional.empty(), List.of());
    }

    TestContract with(String column, ColumnType type) {
        columns.add(column(column, type));
        return this;
    }

    TestContract required(String column, ColumnType type) {
        return from(column, column, type, true).rule(column + ".required", column, new Check.Required(column));
    }

    TestContract from(String column, String physical, ColumnType type, boolean required) {
        columns.add(
                new ContractColumn(column, physical, type, required, Optional.empty(), Optional.empty(), List.of()));
        return this;
    }

    TestContract rule(String rule, String column, Check check) {
        return rule(rule, column, check, Action.QUARANTINE);
    }

    TestContract rule(String rule, String column, Check check, Action action) {
        rules.add(new Rule(
                rule,
                Optional.of(column).filter(c -> !c.isEmpty()),
                check,
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    TestContract rule(Rule rule) {
        rules.add(rule);
        return this;
    }

    /** The last rule checks only rows that the condition holds for. */
    TestContract where(String condition) {
        Rule last = rules.remove(rules.size() - 1);
        rules.add(new Rule(
                last.name(),
                last.column(),
                last.check(),
                last.action(),
                Optional.of(condition),
                last.dimension(),
                last.description()));
        return this;
    }

    TestContract nulls(String... words) {
        nullValues = List.of(words);
        return this;
    }

    TestContract maxQuarantined(double percentage) {
        maxQuarantined = percentage;
        return this;
    }

    TestContract mode(WriteMode mode) {
        writeMode = mode;
        return this;
    }

    TestContract within(UniqueWithin within) {
        uniqueWithin = within;
        return this;
    }

    TestContract source(SourceFormat format) {
        source = Optional.of(format);
        return this;
    }

    TestContract pin(Choice choice, String value) {
        Map<Choice, String> pins = new HashMap<>(adaptation.pins());
        pins.put(choice, value);
        adaptation = new Adaptation(Adaptation.Partitioned.DECLARED, pins);
        return this;
    }

    DatasetContract dataset() {
        return new DatasetContract(
                new DatasetName(name),
                name,
                Optional.empty(),
                columns,
                rules,
                List.of(),
                writeMode,
                UpdateRules.NONE,
                uniqueWithin,
                maxQuarantined,
                List.of(),
                adaptation,
                DatasetContract.Novelty.OFF,
                nullValues,
                source);
    }
}
