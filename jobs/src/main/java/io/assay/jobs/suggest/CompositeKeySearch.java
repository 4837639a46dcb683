package io.assay.jobs.suggest;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Project;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import io.assay.validation.suggest.Evidence.FoundForeignKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Looks for columns that have the names and types of a primary key of several columns of a published dataset. No row is
 * read: how many rows have other values is counted when the suggested contract is tried.
 */
final class CompositeKeySearch {
    private static final int MOST_KEYS = 5;
    private static final int MOST_COLUMNS = 4;
    private static final int SHORTEST_NAME = 3;
    private static final Set<String> INTEGERS = Set.of("integral", "tinyint", "smallint", "int", "bigint");
    private static final Pattern PLAIN = Pattern.compile("\\w+");

    private final Profile profile;

    CompositeKeySearch(Profile profile) {
        this.profile = profile;
    }

    /**
     * At most {@value #MOST_KEYS} keys.
     *
     * @param dataset the name of the profiled one, which does not refer to itself
     */
    List<FoundForeignKey> to(Project project, String dataset, Predicate<DatasetName> published) {
        return project.datasets().values().stream()
                .filter(target -> target.primaryKey().size() > 1
                        && target.primaryKey().size() <= MOST_COLUMNS
                        && !target.name().value().equals(dataset))
                .flatMap(target -> to(target).stream())
                .filter(key -> published.test(target(key)))
                .limit(MOST_KEYS)
                .toList();
    }

    private static DatasetName target(FoundForeignKey key) {
        String first = key.targets().get(0);
        return new DatasetName(first.substring(0, first.indexOf('.')));
    }

    private Optional<FoundForeignKey> to(DatasetContract target) {
        List<String> columns = new ArrayList<>();
        for (String part : target.primaryKey()) {
            ContractColumn column = target.column(part).orElseThrow();
            Optional<String> own = like(column).filter(name -> !columns.contains(name));
            if (own.isEmpty()) {
                return Optional.empty();
            }
            columns.add(own.get());
        }
        return Optional.of(new FoundForeignKey(
                columns,
                target.primaryKey().stream()
                        .map(part -> target.name() + "." + part)
                        .toList(),
                "%s are named like the primary key of %s".formatted(String.join(", ", columns), target.name()),
                false));
    }

    /** The column with the key's name or, if there is none, the only one whose name ends so. */
    private Optional<String> like(ContractColumn key) {
        List<String> fitting = profile.columns().stream()
                .filter(column -> column.path().size() == 1
                        && column.present() > 0
                        && PLAIN.matcher(column.name()).matches()
                        && PLAIN.matcher(key.name()).matches()
                        && isOfType(column.type(), key.type()))
                .map(ColumnProfile::name)
                .toList();
        String name = folded(key.name());
        Optional<String> same =
                fitting.stream().filter(own -> folded(own).equals(name)).findFirst();
        if (same.isPresent() || name.length() < SHORTEST_NAME) {
            return same;
        }
        List<String> ending =
                fitting.stream().filter(own -> folded(own).endsWith(name)).toList();
        return ending.size() == 1 ? Optional.of(ending.get(0)) : Optional.empty();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static boolean isOfType(String type, ColumnType key) {
        return (key instanceof ColumnType.StringType && type.equals("string"))
                || (key instanceof ColumnType.IntegerType && INTEGERS.contains(type))
                || (key instanceof ColumnType.Date && type.equals("date"))
                || (key instanceof ColumnType.Timestamp && type.startsWith("timestamp"));
    }
}
