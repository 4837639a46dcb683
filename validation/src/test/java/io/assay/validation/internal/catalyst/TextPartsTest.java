package io.assay.validation.internal.catalyst;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.LocalSpark;
import io.assay.validation.internal.csv.CsvTexts;
import io.assay.validation.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPartsTest {
    @TempDir
    Path folder;

    @Test
    void oneLargeFileIsReadByAsManyTasksAsRunAtOnceAndAllItsRowsOnce() throws IOException {
        Path file = folder.resolve("t.csv");
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 2000; i++) {
            text.append(i).append(i % 7 == 0 ? ",\"two\nlines, or 3\"\n" : ",x\n");
        }
        Files.writeString(file, text);
        CsvTexts texts = CsvTexts.of(
                List.of(new SourceFile(file.toString(), text.length(), Instant.EPOCH)),
                Map.of(),
                List.of(),
                new Configuration());
        TextRows unsplit = new TextRows(LocalSpark.spark(), texts.files(), texts.plan());
        TextRows parts = new TextRows(LocalSpark.spark(), texts.files(), texts.plan(), 100);
        assertThat(unsplit.tasks()).isEqualTo(1);
        assertThat(parts.tasks()).isEqualTo(2);
        assertThat(parts.rows(Optional.empty()).toJavaRDD().getNumPartitions()).isEqualTo(2);
        assertThat(parts.inOrder()
                        .rows(Optional.empty())
                        .select("_0", "_1", "__position", "__malformed")
                        .collectAsList())
                .hasSize(2000)
                .isEqualTo(unsplit.rows(Optional.empty())
                        .select("_0", "_1", "__position", "__malformed")
                        .collectAsList());
    }
}
