package io.assay.warehouse.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.warehouse.GoldenFile;
import io.assay.warehouse.run.RunDocument.ContractReference;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class RunDocumentJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As version 0.1 wrote it, before documents had a version. */
    private static final String WITHOUT_VERSION = """
            {"run":"monday","dataset":"orders","contract":{"id":"shop-orders","version":"1.0.0"},"status":"published",
            "rows":{"read":43,"published":40,"quarantined":3,"dropped":0,"warned":0},
            "rules":[{"rule":"amount.minimum","column":"amount","dimension":null,"action":"quarantine","level":"row",
            "status":"fail","violations":1,"measured":null,"expected":">= 0"},
            {"rule":"enough_rows","column":null,"dimension":null,"action":"fail","level":"dataset","status":"pass",
            "violations":0,"measured":40.0,"expected":"> 2"}],
            "snapshot":"4921031235486843012","started":"2024-03-02T00:00:00Z","seconds":4.25,"warnings":[],"reasons":[],
            "inputs":["data/monday.csv"],"format":"csv","options":{"header":"true"},
            "lineage_run":"a299bcc4-5ebc-3f46-9c33-c945fca34259"}""";

    @Test
    void aDocumentWithoutAVersionIsVersionOne() {
        RunDocument document = RunDocumentJson.read(WITHOUT_VERSION);

        assertThat(document.formatVersion()).isEqualTo(1);
        assertThat(document.dataset()).contains("orders");
        assertThat(document.status()).contains("published");
        assertThat(document.contract()).contains(new ContractReference("shop-orders", "1.0.0"));
        assertThat(document.rows()).containsEntry("read", 43L).containsEntry("quarantined", 3L);
        assertThat(document.brokenRules()).containsExactly("amount.minimum");
        assertThat(document.snapshot()).contains("4921031235486843012");
        assertThat(document.inputs()).containsExactly("data/monday.csv");
        assertThat(document.lineageRun()).contains("a299bcc4-5ebc-3f46-9c33-c945fca34259");
        assertThat(document.details().path("options").path("header").asText()).isEqualTo("true");
    }

    @Test
    void whatIsWrittenIsTheGoldenFileAndReadsBackTheSame() throws IOException {
        ObjectNode written = RunDocumentJson.write(RunDocumentJson.read(WITHOUT_VERSION));

        GoldenFile.assertSame(
                "run-document.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
        assertThat(RunDocumentJson.write(RunDocumentJson.read(written.toString())))
                .isEqualTo(written);
    }

    @Test
    void nothingIsLostBetweenReadingAndWriting() throws IOException {
        ObjectNode written = RunDocumentJson.write(RunDocumentJson.read(WITHOUT_VERSION));

        assertThat(written.remove("format_version").asInt()).isEqualTo(RunDocument.FORMAT_VERSION);
        assertThat(JSON.readTree(written.toString())).isEqualTo(JSON.readTree(WITHOUT_VERSION));
    }

    @Test
    void fieldsOfALaterVersionAndOfAnotherFormAreKept() throws IOException {
        String later = """
                {"format_version":7,"contract":{"id":"c","version":"1","owner":"ops"},"rows":{"read":"many"},
                "inputs":{"orders":{"snapshot":"5"}},"rules":[{"rule":"r"}],"risk":{"score":0.5}}""";

        RunDocument document = RunDocumentJson.read(later);

        assertThat(document.contract()).isEmpty();
        assertThat(document.rows()).isEmpty();
        assertThat(JSON.readTree(RunDocumentJson.write(document).toString())).isEqualTo(JSON.readTree(later));
    }

    @Test
    void whatIsNotADocumentIsEmpty() {
        assertThat(RunDocumentJson.read(null)).isEqualTo(RunDocument.empty());
        assertThat(RunDocumentJson.read("{\"run\":")).isEqualTo(RunDocument.empty());
        assertThat(RunDocumentJson.read("[1]")).isEqualTo(RunDocument.empty());
    }
}
