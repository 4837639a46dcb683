package io.assay.warehouse.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule's result in the document about a run.
 *
 * @param status {@code pass}, {@code fail} or {@code error}
 * @param fields all fields, these two as well, as {@code ingest --json} has them
 */
public record RuleOutcome(String rule, String status, Map<String, @Nullable Object> fields) {
    private static final String PASS = "pass";

    public RuleOutcome {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public boolean passed() {
        return status.equals(PASS);
    }
}
