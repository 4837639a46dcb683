package io.assay.validation.internal.rule;

import io.assay.definition.contract.Check;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** The columns that joins have laid beside the rows: true where a key is taken or its target is not there. */
public final class JoinFlags {
    /** A check under its condition: equal ones share a flag. */
    public record Judged(Check check, Optional<String> where) {}

    private final Map<Judged, Column> columns = new HashMap<>();
    private final Map<Judged, String> faults = new HashMap<>();

    public void put(Judged judged, Column flag) {
        columns.put(judged, flag);
    }

    /** The check cannot be evaluated. */
    public void fail(Judged judged, String why) {
        faults.put(judged, why);
    }

    Column of(Judged judged) {
        Column flag = columns.get(judged);
        if (flag == null) {
            throw new RuleNotEvaluableException(faults.getOrDefault(judged, "it was not evaluated"));
        }
        return flag;
    }
}
