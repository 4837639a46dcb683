package io.assay.jobs.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.ReportJson;
import io.assay.jobs.gate.ReportText;

/**
 * What a stream did in this process.
 *
 * @param totals of its micro-batches
 * @param done whether nothing has to be fixed
 */
public record StreamReport(GateReport totals, long batches, boolean done) {
    /** The totals' document and the number of micro-batches. */
    public ObjectNode document() {
        return ReportJson.of(totals).put("batches", batches);
    }

    /** The same for people. */
    public String summary() {
        return ReportText.of(totals) + "\n%d micro-batches".formatted(batches);
    }
}
