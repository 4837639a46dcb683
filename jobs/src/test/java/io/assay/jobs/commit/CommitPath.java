package io.assay.jobs.commit;

import static io.assay.jobs.publication.PublishStep.AUDITED;
import static io.assay.jobs.publication.PublishStep.LINEAGE_EMITTED;
import static io.assay.jobs.publication.PublishStep.LOGGED;
import static io.assay.jobs.publication.PublishStep.PUBLISHED;
import static io.assay.jobs.publication.PublishStep.QUARANTINE_PUBLISHED;
import static io.assay.jobs.publication.PublishStep.QUARANTINE_STAGED;
import static io.assay.jobs.publication.PublishStep.STAGED;
import static io.assay.jobs.publication.PublishStep.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.compute.ComputeCall;
import io.assay.jobs.gate.HeldBatch;
import io.assay.jobs.ingest.Ingest;
import io.assay.jobs.ingest.IngestRequest;
import io.assay.jobs.json.Json;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.quarantine.ReplayCall;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.stream.IngestStream;
import io.assay.jobs.stream.StreamRequest;
import io.assay.validation.source.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A way to the commit point, with a project on which it has something to do. */
enum CommitPath {
    INGEST(List.of(PublishStep.values())) {
        @Override
        void run(Path folder, RunEnvironment environment, PublishProgress progress) {
            new Ingest(environment, progress).report(request(folder));
        }
    },
    APPROVAL(List.of(AUDITED, QUARANTINE_PUBLISHED, PUBLISHED, LINEAGE_EMITTED, LOGGED)) {
        @Override
        void prepare(TestProject project) {
            TestProject.Ended held = project.report(
                    "ingest",
                    "orders",
                    "--input",
                    project.folder() + "/in/a.csv",
                    "--run-id",
                    "r1",
                    "--fail-on",
                    "quarantine");
            assertThat(held.status()).as(held.err()).isEqualTo("held");
        }

        @Override
        void run(Path folder, RunEnvironment environment, PublishProgress progress) {
            try {
                ObjectNode body = (ObjectNode)
                        Json.MAPPER.readTree(environment.log().body("r1").orElseThrow());
                if (new HeldBatch(environment, progress, "r1", body)
                        .approve("the shop said so")
                        .isEmpty()) {
                    throw new IllegalStateException("nothing was published since, and it is not as it was");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    REPLAY(List.of(PublishStep.values())) {
        @Override
        void prepare(TestProject project) {
            TestProject.Ended published =
                    project.report("ingest", "orders", "--input", project.folder() + "/in/a.csv", "--run-id", "r1");
            assertThat(published.status()).as(published.err()).isEqualTo("published");
            Orders.contract(
                    project, "1.1.0", "      - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 3}}");
        }

        @Override
        void run(Path folder, RunEnvironment environment, PublishProgress progress) {
            ReplayCall.run(environment, progress, "orders");
        }
    },
    UPSERT(List.of(PublishStep.values())) {
        @Override
        void prepare(TestProject project) {
            Orders.contract(
                    project,
                    "1.0.0",
                    "      - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 1}}",
                    "    customProperties:",
                    "      - {property: writeMode, value: upsert}",
                    "      - {property: deletedWhen, value: \"note = 'd'\"}");
            TestProject.Ended published = project.report(
                    "ingest",
                    "orders",
                    "--input",
                    project.file("in/before.csv", "id,amount,note", "1,1,x", "4,4,y", "9,9,z"),
                    "--run-id",
                    "r0");
            assertThat(published.status()).as(published.err()).isEqualTo("published");
        }

        @Override
        void run(Path folder, RunEnvironment environment, PublishProgress progress) {
            new Ingest(environment, progress).report(request(folder));
        }
    },
    STREAM(List.of(WRITTEN, QUARANTINE_STAGED, STAGED, AUDITED, QUARANTINE_PUBLISHED, PUBLISHED, LINEAGE_EMITTED)) {
        @Override
        void run(Path folder, RunEnvironment environment, PublishProgress progress) {
            new IngestStream(environment, progress)
                    .run(new StreamRequest(
                            new DatasetName("orders"),
                            folder + "/in",
                            Optional.empty(),
                            Optional.empty(),
                            StreamRequest.End.AVAILABLE_NOW,
                            Set.of()));
        }
    },
    COMPUTE(List.of(WRITTEN, AUDITED, PUBLISHED, LINEAGE_EMITTED, LOGGED)) {
        @Override
        void prepare(TestProject project) {
            project.with("entities.yaml", "entities:\n  order: {join_keys: {id: long}}\n");
            for (String view : List.of("a_view", "b_view")) {
                project.with(
                        "views/" + view + ".yaml",
                        "view: " + view + "\nentity: order\nsource: {dataset: orders, event_time: "
                                + "\"timestamp '2026-01-01T00:00:00Z'\"}\nlatest: [amount]\n");
            }
            TestProject.Ended published =
                    project.report("ingest", "orders", "--input", project.folder() + "/in/a.csv", "--run-id", "r1");
            assertThat(published.status()).as(published.err()).isEqualTo("published");
        }

        @Override
        void run(Path folder, RunEnvironment environment, PublishProgress progress) {
            ComputeCall.run(environment, progress);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<PublishStep> steps;

    CommitPath(List<PublishStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The steps that a process can die after. */
    List<PublishStep> steps() {
        return steps;
    }

    /** A project on which {@link #run} has something to do. */
    TestProject project(Path folder) {
        TestProject project = Orders.in(folder);
        Orders.contract(
                project, "1.0.0", "      - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 1}}");
        project.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b", "3,,c", "4,7,d", "1,11,e", "5,6,fff");
        prepare(project);
        return project;
    }

    void prepare(TestProject project) {}

    abstract void run(Path folder, RunEnvironment environment, PublishProgress progress);

    private static IngestRequest request(Path folder) {
        return new IngestRequest(
                new DatasetName("orders"),
                Input.of(folder + "/in/a.csv"),
                Optional.of("r1"),
                IngestRequest.Repetition.ONCE,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
