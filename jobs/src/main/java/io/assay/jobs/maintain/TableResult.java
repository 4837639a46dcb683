package io.assay.jobs.maintain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.publication.TableUpkeep;
import java.util.List;

/**
 * What was done with one table.
 *
 * @param partitioning transforms that the table has now
 * @param held runs whose batch waited too long for a decision
 * @param rows of the quarantine that were kept long enough
 * @param left why something was left as it is; empty if nothing was
 */
record TableResult(
        String table,
        List<String> partitioning,
        TableUpkeep.Compacted compacted,
        int snapshots,
        List<String> held,
        long rows,
        String left) {
    static final List<String> HEAD = List.of(
            "table",
            "partitioning",
            "compacted",
            "repartitioned",
            "into",
            "bytes",
            "snapshots",
            "held",
            "rows",
            "left");

    TableResult {
        partitioning = List.copyOf(partitioning);
        held = List.copyOf(held);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("table", table)
                .put("compacted", compacted.files())
                .put("repartitioned", compacted.older())
                .put(
                        "into",
                        compacted.into().isPresent()
                                ? (Integer) compacted.into().getAsInt()
                                : null)
                .put("bytes", compacted.bytes())
                .put("snapshots", snapshots)
                .put("rows", rows);
        partitioning.forEach(json.putArray("partitioning")::add);
        held.forEach(json.putArray("held")::add);
        return left.isEmpty() ? json : json.put("left", left);
    }

    Object[] cells() {
        return new Object[] {
            table,
            String.join(", ", partitioning),
            compacted.files(),
            compacted.older(),
            compacted.into().isPresent() ? compacted.into().getAsInt() : "",
            compacted.bytes(),
            snapshots,
            held.isEmpty() ? "" : String.join(" ", held),
            rows,
            left
        };
    }
}
