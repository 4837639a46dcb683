package io.assay.jobs.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.project.Project;
import io.assay.jobs.features.FeatureRunId;
import io.assay.jobs.record.DefinitionLog;
import io.assay.jobs.run.RunEnvironment;
import io.assay.warehouse.definition.DefinitionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code check --publish}: publishes which entities and services there are, and what is retired. Needs Spark. */
final class DefinitionPublisher {
    private final RunEnvironment environment;

    DefinitionPublisher(RunEnvironment environment) {
        this.environment = environment;
    }

    /** Writes the definitions that need no computation, adds what was retired to {@code document}; one line each. */
    String publish(ObjectNode document) {
        Project project = environment.project();
        List<DefinitionRecord> rows = new ArrayList<>();
        project.entities().values().forEach(entity -> rows.add(DefinitionRecord.of(entity)));
        project.services().values().forEach(service -> rows.add(DefinitionRecord.of(service)));
        Instant now = environment.now();
        List<DefinitionRecord> retired =
                environment.definitions().publish(FeatureRunId.of("check", now).id(), now, rows, project);
        ArrayNode list = document.putArray("retired");
        retired.forEach(row -> list.addObject().put("kind", row.kind().word()).put("name", row.name()));
        return retired.stream().map(row -> "\n" + DefinitionLog.retirement(row)).collect(Collectors.joining());
    }
}
