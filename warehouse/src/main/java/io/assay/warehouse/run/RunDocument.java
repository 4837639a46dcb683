package io.assay.warehouse.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The document about one run in the log: what the command printed as JSON, its inputs and its lineage run. A field that
 * is missing, or not in the form given here, is among {@link #details}.
 *
 * @param formatVersion of the document; 1 if it was written before there was a version
 * @param dataset the dataset a batch was for
 * @param status the command's own word, such as {@code published} or {@code held}
 * @param contract the contract that a batch was validated against
 * @param rows counts by name: {@code read}, {@code published}, ...
 * @param rules the results of the contract's rules
 * @param snapshot of the dataset: what was published, or what waits on the branch
 * @param inputs what was read: paths, or lineage's names of tables
 * @param lineageRun id of the run in lineage
 * @param details all other fields, in their order; those of a later version too
 */
public record RunDocument(
        int formatVersion,
        Optional<String> dataset,
        Optional<String> status,
        Optional<ContractReference> contract,
        Map<String, Long> rows,
        List<RuleOutcome> rules,
        Optional<String> snapshot,
        List<String> inputs,
        Optional<String> lineageRun,
        ObjectNode details) {
    /** The version that is written now. */
    public static final int FORMAT_VERSION = 2;

    /** A contract's id and version. */
    public record ContractReference(String id, String version) {}

    public RunDocument {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        rules = List.copyOf(rules);
        inputs = List.copyOf(inputs);
        details = details.deepCopy();
    }

    /** Nothing is known of the run. */
    public static RunDocument empty() {
        return RunDocumentJson.of(RunDocumentJson.object());
    }

    /** Names of the rules that did not pass. */
    public List<String> brokenRules() {
        return rules.stream()
                .filter(rule -> !rule.passed())
                .map(RuleOutcome::rule)
                .toList();
    }

    @Override
    public ObjectNode details() {
        return details.deepCopy();
    }
}
