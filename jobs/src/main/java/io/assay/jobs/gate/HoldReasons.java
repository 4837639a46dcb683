package io.assay.jobs.gate;

import io.assay.jobs.novelty.BatchNovelty;
import io.assay.validation.ValidationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a batch is held: by its contract, and by the options of this run. */
final class HoldReasons {
    private HoldReasons() {}

    static List<String> of(BatchRequest request, ValidationResult result, Optional<BatchNovelty> novelty) {
        List<String> reasons = new ArrayList<>(result.heldBecause());
        if (request.has(IngestOption.HOLD_ON_QUARANTINE) && result.rows().quarantined() > 0) {
            reasons.add("%d rows were quarantined, and --fail-on quarantine allows none"
                    .formatted(result.rows().quarantined()));
        }
        novelty.ifPresent(batch -> reasons.addAll(batch.holdReasons()));
        return reasons;
    }
}
