package io.assay.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    Path folder;

    @Test
    void aDecimalHasAllDigitsOfItsScaleAndComputeSaysOnceWhatItDid() {
        TestProject project = TestProject.in(folder)
                .with("contracts/accounts.odcs.yaml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: accounts
                        version: 1.0.0
                        status: active
                        schema:
                          - name: accounts
                            properties:
                              - {name: account, logicalType: string}
                              - {name: at, logicalType: timestamp}
                              - {name: balance, logicalType: number, physicalType: "decimal(12,2)"}
                              - {name: rate, logicalType: number, physicalType: "decimal(12,10)"}
                        """)
                .with("entities.yaml", "entities:\n  account: {join_keys: {account: string}}\n")
                .with("views/newest.yaml", """
                        view: newest
                        entity: account
                        source: {dataset: accounts, event_time: at}
                        latest: [balance, rate]
                        """)
                .with("services/bank.yaml", "service: bank\nfeatures: [newest]\n");
        String input =
                project.file("in/a.csv", "account,at,balance,rate", "a,2026-01-01T00:00:00Z,120.00,0.0000000012");
        Ended ingested = project.run("ingest", "accounts", "--input", input);
        assertThat(ingested.exit()).as(ingested.out() + ingested.err()).isZero();

        Ended computed = project.run("compute");
        assertThat(computed.exit()).as(computed.err()).isZero();
        assertThat(computed.out()).containsOnlyOnce("1 rows read, 1 written");
        assertThat(computed.err()).contains("computing newest (1 of 1)").doesNotContain("1 rows read");

        assertThat(project.run("explain", "bank", "balance", "account=a").out()).contains(": 120.00 (PRESENT)");
        assertThat(project.run("explain", "bank", "rate", "account=a").out()).contains(": 0.0000000012 (PRESENT)");
        assertThat(project.run("explain", "bank", "balance", "account=a", "--json")
                        .out())
                .contains("\"value\":120.00,");
        assertThat(project.run("explain", "bank", "rate", "account=a", "--json").out())
                .contains("\"value\":0.0000000012,");
    }
}
