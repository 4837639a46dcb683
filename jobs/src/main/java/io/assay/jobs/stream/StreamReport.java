package io.assay.jobs.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.ReportJson;
import io.assay.jobs.gate.ReportText;
import java.util.List;

/**
 * What a stream did in this process.
 *
 * @param totals of its micro-batches
 * @param runs of its micro-batches, as a sentence names them
 * @param batches how many they were
 * @param held those of them that wait for a decision
 * @param done whether nothing has to be fixed
 */
public record StreamReport(GateReport totals, String runs, long batches, List<String> held, boolean done) {
    public StreamReport {
        held = List.copyOf(held);
    }

    /** The totals' document and the number of micro-batches. */
    public ObjectNode document() {
        return ReportJson.of(totals).put("batches", batches);
    }

    /** The same for people. */
    public String summary() {
        return "%s\n%,d micro-batch%s".formatted(ReportText.of(totals, runs, held), batches, batches == 1 ? "" : "es");
    }
}
