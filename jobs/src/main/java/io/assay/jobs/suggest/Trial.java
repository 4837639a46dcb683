package io.assay.jobs.suggest;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.profile.ProfiledSource;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.GateRun;
import io.assay.validation.ReferenceData;
import io.assay.validation.RowCounts;
import io.assay.validation.RuleResult;
import io.assay.validation.ValidatedBatch;
import io.assay.validation.ValidationResult;
import io.assay.validation.source.UnreadableSourceException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A contract tried on the rows it was suggested from, by the gate, which publishes nothing. */
record Trial(RowCounts rows, List<RuleResult> rules) {
    /** Rules that rows break, or that cannot be evaluated; rows that cannot be read at all break no suggested rule. */
    List<RuleResult> broken() {
        return rules.stream()
                .filter(rule -> !rule.rule().startsWith("row."))
                .filter(rule -> rule.violations() > 0 || rule.status() == RuleResult.Status.ERROR)
                .toList();
    }

    static Trial of(ProfiledSource source, DataContract contract, Instant now) {
        try {
            return tried(source, contract, now);
        } catch (UnreadableSourceException e) {
            throw new DataException(e.where(), e.what(), e.fix(), e);
        }
    }

    private static Trial tried(ProfiledSource source, DataContract contract, Instant now) {
        SparkSession spark = source.spark();
        DatasetContract dataset = contract.datasets().get(0);
        Gate gate = Gate.of(dataset);
        Batch batch = source.published()
                ? gate.rows(source.rows().rows(), "datasets." + dataset.name())
                : gate.read(spark, source.input());
        Map<DatasetName, Dataset<Row>> targets = new HashMap<>();
        gate.targets().forEach(name -> targets.put(name, spark.table(Warehouse.dataset(name))));
        ValidatedBatch validated = gate.validate(
                batch, new ReferenceData(Optional.empty(), targets), new GateRun("suggest", contract.version(), now));
        ValidatedBatch.Write<Dataset<Row>> write = validated.write(rows -> {
            rows.write().format("noop").mode("overwrite").save();
            return rows;
        });
        ValidationResult result = validated.result(write.counts(), write.result());
        return new Trial(result.rows(), result.rules());
    }
}
