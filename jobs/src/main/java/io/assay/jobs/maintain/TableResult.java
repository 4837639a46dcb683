package io.assay.jobs.maintain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.publication.TableUpkeep;
import java.util.List;

/**
 * What was done with one table.
 *
 * @param held runs whose batch waited too long for a decision
 * @param rows of the quarantine that were kept long enough
 * @param left why something was left as it is; empty if nothing was
 */
record TableResult(
        String table, TableUpkeep.Compacted compacted, int snapshots, List<String> held, long rows, String left) {
    static final List<String> HEAD =
            List.of("table", "small files", "into", "bytes", "snapshots", "held", "rows", "left");

    TableResult {
        held = List.copyOf(held);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("table", table)
                .put("compacted", compacted.files())
                .put("into", compacted.into())
                .put("bytes", compacted.bytes())
                .put("snapshots", snapshots)
                .put("rows", rows);
        held.forEach(json.putArray("held")::add);
        return left.isEmpty() ? json : json.put("left", left);
    }

    Object[] cells() {
        return new Object[] {
            table,
            compacted.files(),
            compacted.into(),
            compacted.bytes(),
            snapshots,
            held.isEmpty() ? "" : String.join(" ", held),
            rows,
            left
        };
    }
}
