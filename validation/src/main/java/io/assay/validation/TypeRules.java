package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes sure that a text which does not parse breaks a rule, also where a contract built in code has none for it. */
final class TypeRules {
    private TypeRules() {}

    static DatasetContract completed(DatasetContract d) {
        Set<String> known = new HashSet<>();
        for (Rule rule : d.rules()) {
            if (rule.check() instanceof Check.Parses parses) {
                known.add(parses.column());
            }
        }
        List<Rule> rules = new ArrayList<>(d.rules());
        add(d.columns(), "", known, rules);
        return d.withRules(rules);
    }

    private static void add(List<ContractColumn> columns, String prefix, Set<String> known, List<Rule> rules) {
        columns.forEach(column -> add(column.type(), prefix + column.name(), known, rules));
    }

    private static void add(ColumnType type, String path, Set<String> known, List<Rule> rules) {
        if (known.add(path)) {
            rules.add(new Rule(
                    path + ".type",
                    Optional.of(path),
                    new Check.Parses(path),
                    Action.QUARANTINE,
                    Optional.empty(),
                    Optional.of("conformity"),
                    Optional.empty()));
        }
        if (type instanceof ColumnType.Struct struct) {
            add(struct.fields(), path + ".", known, rules);
        } else if (type instanceof ColumnType.Array array) {
            add(array.element(), path + ".items", known, rules);
        }
    }
}
