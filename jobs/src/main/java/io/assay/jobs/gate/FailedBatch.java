package io.assay.jobs.gate;

import io.assay.definition.Fault;
import io.assay.jobs.failure.JobException;
import java.time.Instant;
import java.util.List;

/** A batch whose run failed for another reason than its data or contract. */
final class FailedBatch {
    private FailedBatch() {}

    /** Its report, which names the cause. */
    static GateReport report(BatchRequest request, Instant started, Throwable cause, Instant now) {
        return GateReport.of(request, started)
                .faults(List.of(fault(request, cause)))
                .build(GateReport.Status.FAILED, now);
    }

    private static Fault fault(BatchRequest request, Throwable cause) {
        if (cause instanceof JobException known) {
            return new Fault("", 0, known.where(), known.what(), known.fix());
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new Fault(
                "",
                0,
                "datasets." + request.dataset().name(),
                cause.getClass().getSimpleName() + ": " + message,
                "run it again");
    }
}
