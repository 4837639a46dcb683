package io.assay.validation.internal.key;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.rule.JoinFlags.FlaggedCheck;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The hashes that more than one row has, of each key of a dataset: the batch is read once for every four keys. A key
 * under a condition is read by itself, because the condition can fail.
 */
final class SharedHashes {
    private final DatasetContract dataset;
    private final Dataset<Row> batch;
    private final Optional<Dataset<Row>> published;
    private final List<Check.Unique> together = new ArrayList<>();
    private final Map<Check.Unique, KeyHashes.Found> found = new HashMap<>();

    SharedHashes(
            DatasetContract dataset, List<FlaggedCheck> checks, Dataset<Row> batch, Optional<Dataset<Row>> published) {
        this.dataset = dataset;
        this.batch = batch;
        this.published = published;
        for (FlaggedCheck check : checks) {
            if (check.check() instanceof Check.Unique unique && check.where().isEmpty()) {
                together.add(unique);
            }
        }
    }

    /** Costs actions for the first key of those that are read together; the others wait for it. */
    KeyHashes.Found of(UniqueKey key) {
        int at = key.where().isPresent() ? -1 : together.indexOf(key.check());
        return at < 0 ? read(List.of(key)).get(0) : ofGroup(key, at - at % KeyHashes.MOST_KEYS);
    }

    private synchronized KeyHashes.Found ofGroup(UniqueKey key, int from) {
        KeyHashes.Found known = found.get(key.check());
        if (known != null) {
            return known;
        }
        List<UniqueKey> all = new ArrayList<>(List.of(key));
        together.subList(from, Math.min(together.size(), from + KeyHashes.MOST_KEYS)).stream()
                .filter(check -> !check.equals(key.check()))
                .map(check -> new UniqueKey(dataset, check, Optional.empty()))
                .filter(this::isReadable)
                .forEach(all::add);
        List<KeyHashes.Found> read = read(all);
        for (int i = 0; i < read.size(); i++) {
            found.put(all.get(i).check(), read.get(i));
        }
        return read.get(0);
    }

    /** A key that is not shall not be in the way of the others. */
    private boolean isReadable(UniqueKey key) {
        try {
            own(List.of(key));
            old(List.of(key));
            return true;
        } catch (RuleNotEvaluableException e) {
            return false;
        } catch (Exception e) { // Spark's analysis errors are checked, and not declared
            if (e instanceof AnalysisException) {
                return false;
            }
            throw e;
        }
    }

    private List<KeyHashes.Found> read(List<UniqueKey> keys) {
        return KeyHashes.of(
                own(keys), old(keys), KeyMemory.of(dataset, keys.get(0).check()).most(KeyHashes.MOST));
    }

    private Dataset<Row> own(List<UniqueKey> keys) {
        Dataset<Row> checked = keys.size() == 1 ? keys.get(0).checked(batch) : batch;
        return checked.select(
                keys.stream().map(key -> UniqueKey.hash(key.values())).toArray(Column[]::new));
    }

    private Optional<Dataset<Row>> old(List<UniqueKey> keys) {
        return published.map(rows -> rows.select(keys.stream()
                .map(key -> UniqueKey.hash(key.publishedValues(batch)))
                .toArray(Column[]::new)));
    }
}
