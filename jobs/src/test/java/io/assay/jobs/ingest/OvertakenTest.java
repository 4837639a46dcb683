package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.IngestOption;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.validation.source.Input;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that another one overtakes just before the commit point. */
class OvertakenTest {
    @TempDir
    Path folder;

    @Test
    void isAuditedAgainAndTheLogHasTheNewOutcome() {
        TestProject project = Orders.in(folder);
        String other = project.file("in/other.csv", "id,amount,note", "1,10,other");
        String own = project.file("in/own.csv", "id,amount,note", "1,11,own", "2,12,own");
        AtomicBoolean overtaken = new AtomicBoolean();
        PublishProgress progress = step -> {
            if (step == PublishStep.QUARANTINE_PUBLISHED && overtaken.compareAndSet(false, true)) {
                assertThat(project.report("ingest", "orders", "--input", other).status())
                        .isEqualTo("published");
            }
        };

        GateReport report = new Ingest(project.context().environment(), progress)
                .report(new IngestRequest(
                        new DatasetName("orders"),
                        Input.of(own),
                        Optional.empty(),
                        IngestRequest.Repetition.ONCE,
                        Set.of(IngestOption.HOLD_ON_QUARANTINE),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(overtaken).isTrue();
        assertThat(report.status()).isEqualTo(GateReport.Status.HELD);
        assertThat(report.rows().quarantined()).isEqualTo(1);
        assertThat(project.rows("SELECT status FROM assay.runs WHERE run = '%s'".formatted(report.run())))
                .containsExactly("[held]");
        assertThat(project.rows("SELECT id, note FROM datasets.orders")).containsExactly("[1,other]");
    }
}
