package io.assay.online.log;

import io.assay.definition.message.Secrets;
import io.assay.warehouse.run.RunDocument.ContractReference;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job as the log has it; passwords and the like in inputs and messages are masked.
 *
 * @param subject the dataset or view it was about
 * @param contract id and version, for runs of the gate
 * @param rows counts by name: {@code read}, {@code published}, ...
 * @param rules the verdict, rule by rule, as {@code ingest --json} has it; empty for runs long past
 * @param broken names of the rules that did not pass
 * @param inputs source files
 */
public record RunEntry(
        String run,
        String command,
        @Nullable String subject,
        @Nullable String status,
        Instant at,
        @Nullable Double seconds,
        Optional<ContractReference> contract,
        Optional<String> snapshot,
        Map<String, Long> rows,
        List<Map<String, @Nullable Object>> rules,
        List<String> broken,
        List<String> inputs,
        Optional<String> lineageRun) {
    public RunEntry {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        rules = rules.stream().map(RunEntry::masked).toList();
        broken = List.copyOf(broken);
        inputs = inputs.stream().map(Secrets::masked).toList();
    }

    /** Messages of databases and stores quote addresses, passwords included. */
    private static Map<String, @Nullable Object> masked(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>(fields);
        masked.replaceAll((name, value) -> value instanceof String text ? Secrets.masked(text) : value);
        return masked;
    }

    /** The same without the verdict's details, which take the most room. */
    RunEntry brief() {
        return new RunEntry(
                run,
                command,
                subject,
                status,
                at,
                seconds,
                contract,
                snapshot,
                rows,
                List.of(),
                broken,
                inputs,
                lineageRun);
    }
}
