package io.assay.jobs.suggest;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.project.Project;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import io.assay.validation.suggest.Evidence.FoundForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Columns whose values are keys of published datasets. A sample of the distinct values is looked up, with one action
 * for each dataset; how many rows have other values is counted when the contract is tried.
 */
final class ForeignKeySearch {
    private static final int FEWEST_VALUES = 3;
    private static final int SHORTEST_NAME = 3;
    private static final double ALL = 1;
    /** Of fewer distinct values all must be keys, unless the column's name fits. */
    private static final int FEW_VALUES = 10;

    /** Share of the values that must be keys if the column's name fits; {@link #MOST} if it does not. */
    private static final double MOST_IF_NAMED = 0.7;

    private static final double MOST = 0.95;

    private final SparkSession spark;
    private final Project project;
    private final String dataset;

    ForeignKeySearch(SparkSession spark, Project project, String dataset) {
        this.spark = spark;
        this.project = project;
        this.dataset = dataset;
    }

    List<FoundForeignKey> among(Profile profile) {
        Map<String, FoundForeignKey> best = new HashMap<>();
        Map<String, Double> shares = new HashMap<>();
        for (DatasetContract target : project.datasets().values()) {
            if (target.primaryKey().size() == 1
                    && !target.name().value().equals(dataset)
                    && spark.catalog().tableExists(Warehouse.dataset(target.name()))) {
                search(profile, target, best, shares);
            }
        }
        return List.copyOf(best.values());
    }

    private void search(
            Profile profile, DatasetContract target, Map<String, FoundForeignKey> best, Map<String, Double> shares) {
        String key = target.primaryKey().get(0);
        ContractColumn column = target.column(key).orElseThrow();
        boolean text = column.type() instanceof ColumnType.StringType;
        boolean integer = column.type() instanceof ColumnType.IntegerType;
        List<ColumnProfile> candidates = new ArrayList<>();
        Set<String> values = new HashSet<>();
        for (ColumnProfile candidate : profile.columns()) {
            boolean named = isNamed(candidate, target, key);
            boolean fits = (text && candidate.type().equals("string"))
                    || (integer
                            && named
                            && Set.of("integral", "int", "bigint", "smallint").contains(candidate.type()));
            if (fits
                    && candidate.path().size() == 1
                    && !candidate.sample().isEmpty()
                    && (named
                            || (candidate.distinct() >= FEWEST_VALUES
                                    && candidate
                                            .lengths()
                                            .filter(lengths -> lengths.mean() >= 2)
                                            .isPresent()))) {
                candidates.add(candidate);
                values.addAll(candidate.sample());
            }
        }
        if (candidates.isEmpty()) {
            return;
        }
        Set<String> keys = new HashSet<>();
        spark.table(Warehouse.dataset(target.name()))
                .select(col("`" + key + "`").cast("string"))
                .where(col("`" + key + "`").cast("string").isInCollection(values))
                .distinct()
                .collectAsList()
                .forEach(row -> keys.add(row.getString(0)));
        for (ColumnProfile candidate : candidates) {
            boolean named = isNamed(candidate, target, key);
            long found = candidate.sample().stream().filter(keys::contains).count();
            double share = (double) found / candidate.sample().size();
            boolean enough = share >= (named ? MOST_IF_NAMED : candidate.distinct() < FEW_VALUES ? ALL : MOST);
            double score = share + (named ? 1 : 0);
            if (enough && score > shares.getOrDefault(candidate.name(), 0.0)) {
                shares.put(candidate.name(), score);
                best.put(
                        candidate.name(),
                        new FoundForeignKey(
                                List.of(candidate.name()),
                                List.of(target.name() + "." + key),
                                "%d of %d values that were looked up are keys of %s%s"
                                        .formatted(
                                                found,
                                                candidate.sample().size(),
                                                target.name(),
                                                named ? ", and it is named like them" : ""),
                                share < ALL));
            }
        }
    }

    /** Whether its name says what it refers to: the key's own name, or the dataset's in the singular. */
    private static boolean isNamed(ColumnProfile candidate, DatasetContract target, String key) {
        String name = candidate.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String own = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String many = target.name().value().replaceAll("[^a-z0-9]", "");
        String one = many.endsWith("ies")
                ? many.substring(0, many.length() - 3) + "y"
                : many.endsWith("s") ? many.substring(0, many.length() - 1) : many;
        boolean general = Set.of("id", "code", "key", "name", "no", "number").contains(own);
        return name.equals(one)
                || name.equals(one + own)
                || name.equals(many + own)
                || (!general && own.length() >= SHORTEST_NAME && name.endsWith(own))
                || name.endsWith(one + "id");
    }
}
