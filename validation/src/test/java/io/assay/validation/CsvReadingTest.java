package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Check;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingTest {
    @TempDir
    Path folder;

    @Test
    void aValueThatDoesNotParseIsAReasonWithTheValue() {
        TestContract contract = TestContract.of("trips")
                .required("id", TestContract.LONG)
                .with("fare", TestContract.DOUBLE)
                .with("note", TestContract.STRING)
                .rule("id.unique", "id", new Check.Unique(List.of("id")));
        GatedBatch gated = GatedBatch.of(
                contract,
                GatedBatch.file(
                        folder,
                        "trips.csv",
                        "note,id,fare\n\"a, \"\"b\"\"\nc\",1,2.5\n,2,abc\nx,,1\nragged,3\n,1,9\n"));
        assertThat(gated.reasons())
                .containsExactly(
                        "id.unique=1",
                        "fare.type=abc",
                        "id.required=null",
                        "row.malformed=2 fields where the header has 3");
        assertThat(gated.published()).containsExactly("1|9.0|null");
        assertThat(gated.verdict().rows()).isEqualTo(new RowCounts(5, 1, 4, 0, 0));
        assertThat(gated.quarantined().get(0).getString(2))
                .isEqualTo("{\"note\":\"a, \\\"b\\\"\\nc\",\"id\":\"1\",\"fare\":\"2.5\"}");
    }
}
