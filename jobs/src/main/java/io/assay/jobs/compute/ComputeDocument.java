package io.assay.jobs.compute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.compute.ViewResult.Status;
import io.assay.jobs.features.FeatureRunId;
import io.assay.jobs.json.Json;
import io.assay.warehouse.definition.DefinitionRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code compute --json} prints. */
final class ComputeDocument {
    private ComputeDocument() {}

    /** {@code computed} if a view was. */
    static String status(List<ViewResult> results) {
        return results.stream().anyMatch(result -> result.status() == Status.COMPUTED)
                ? Status.COMPUTED.word()
                : Status.NOTHING_NEW.word();
    }

    static ObjectNode of(FeatureRunId run, Instant now, List<ViewResult> results, List<DefinitionRecord> retired) {
        ObjectNode document = Json.object();
        document.put("run", run.id()).put("status", status(results));
        ArrayNode views = document.putArray("views");
        results.forEach(result -> result.writeTo(views.addObject()));
        ArrayNode gone = document.putArray("retired");
        retired.forEach(row -> gone.addObject().put("kind", row.kind().word()).put("name", row.name()));
        run.times(document, now);
        return document;
    }

    /** One line a view, for people. */
    static String lines(List<ViewResult> results) {
        return results.stream().map(ViewResult::line).collect(Collectors.joining("\n"));
    }
}
