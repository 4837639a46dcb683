package io.assay.validation.internal.key;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Dataset;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import io.assay.validation.internal.rule.Flags;
import io.assay.validation.internal.rule.RuleFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;

/** Flags for all checks of a dataset that need other rows than the one they judge. */
public final class KeyFlags {
    /** Lays one flag beside the rows; adds columns, keeps the number of rows. */
    interface Laying {
        org.apache.spark.sql.Dataset<Row> lay(org.apache.spark.sql.Dataset<Row> rows);
    }

    private final Flags flags = new Flags();
    private final List<Laying> layings = new ArrayList<>();

    private KeyFlags() {}

    /**
     * Finds taken keys and opens targets. Actions: one for each distinct key set that must be unique, over its columns
     * only; a second where keys are taken within the batch.
     *
     * @param sources the batch's sources in their order
     */
    public static KeyFlags of(
            Dataset dataset,
            org.apache.spark.sql.Dataset<Row> batch,
            List<String> sources,
            Optional<org.apache.spark.sql.Dataset<Row>> published,
            Map<DatasetName, org.apache.spark.sql.Dataset<Row>> targets) {
        KeyFlags keys = new KeyFlags();
        Uniqueness uniqueness = new Uniqueness(dataset, batch, sources, published);
        ForeignKeys foreignKeys = new ForeignKeys(dataset, batch, published, targets);
        int number = 0;
        for (Flags.Judged judged : checks(dataset)) {
            String name = "__key" + number++;
            try {
                keys.layings.add(
                        judged.check() instanceof Check.Unique unique
                                ? uniqueness.laying(unique, judged.where(), name)
                                : foreignKeys.laying((Check.ForeignKey) judged.check(), name));
                keys.flags.put(judged, org.apache.spark.sql.functions.col(name));
            } catch (RuleFault e) {
                keys.flags.fail(judged, String.valueOf(e.getMessage()));
            } catch (Exception e) { // Spark's analysis errors are checked, and undeclared
                if (!(e instanceof AnalysisException analysis)) {
                    throw e;
                }
                keys.flags.fail(
                        judged, analysis.getSimpleMessage().lines().findFirst().orElse(""));
            }
        }
        return keys;
    }

    public Flags flags() {
        return flags;
    }

    /** The rows with a flag column for each check; no action. */
    public org.apache.spark.sql.Dataset<Row> lay(org.apache.spark.sql.Dataset<Row> rows) {
        org.apache.spark.sql.Dataset<Row> laid = rows;
        for (Laying laying : layings) {
            laid = laying.lay(laid);
        }
        return laid;
    }

    /** Equal checks under equal conditions once. */
    private static List<Flags.Judged> checks(Dataset dataset) {
        Map<Flags.Judged, Rule> found = new LinkedHashMap<>();
        for (Rule rule : dataset.rules()) {
            Check check = rule.check() instanceof Check.Measure measure ? measure.check() : rule.check();
            if (check instanceof Check.Unique || check instanceof Check.ForeignKey) {
                found.putIfAbsent(new Flags.Judged(check, rule.where()), rule);
            }
        }
        return List.copyOf(found.keySet());
    }
}
