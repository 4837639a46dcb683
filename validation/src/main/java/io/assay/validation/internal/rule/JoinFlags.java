package io.assay.validation.internal.rule;

import io.assay.definition.contract.Check;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;

/** The columns that joins add to the rows: true where a key is taken or its target is not there. */
public final class JoinFlags {
    /** A check under its condition: equal ones share a flag. */
    public record FlaggedCheck(Check check, Optional<String> where) {}

    private final Map<FlaggedCheck, Column> columns = new HashMap<>();
    private final Map<FlaggedCheck, Set<Object>> keys = new HashMap<>();
    private final Map<FlaggedCheck, String> faults = new HashMap<>();

    public void put(FlaggedCheck check, Column flag) {
        columns.put(check, flag);
    }

    /** The keys that values inside of an array may have. */
    public void putKeys(FlaggedCheck check, Set<Object> found) {
        keys.put(check, found);
    }

    Optional<Set<Object>> keys(FlaggedCheck check) {
        return Optional.ofNullable(keys.get(check));
    }

    /** The check cannot be evaluated. */
    public void fail(FlaggedCheck check, String why) {
        faults.put(check, why);
    }

    Column of(FlaggedCheck check) {
        Column flag = columns.get(check);
        if (flag == null) {
            throw new RuleNotEvaluableException(faults.getOrDefault(check, "it was not evaluated"));
        }
        return flag;
    }
}
