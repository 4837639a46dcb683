package io.assay.validation.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarriageReturnsTest {
    @TempDir
    Path folder;

    private String[] header(String text, Map<String, String> options) throws IOException {
        CsvDialect dialect = CsvDialect.of(options);
        Path file = folder.resolve("a.csv");
        Files.write(
                file,
                text.getBytes(options.containsKey("encoding") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8));
        SourceFile source = new SourceFile(file.toString(), Files.size(file), Instant.EPOCH);
        return CsvHeader.of(source, dialect, new Configuration()).fields();
    }

    private void assertRefused(String text, Map<String, String> options) {
        assertThatThrownBy(() -> header(text, options))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessage(folder.resolve("a.csv")
                        + ": its lines end in a carriage return alone (CR), so that all of it is one line; write line"
                        + " feeds: tr '\\r' '\\n' < FILE > NEW; or quote the field that has the carriage return");
    }

    @Test
    void linesThatEndInACarriageReturnAloneAreRefused() {
        assertRefused("id,note\r1,a\r2,b\r", Map.of());
        assertRefused("id,note\r1,a", Map.of());
        assertRefused("\rid,note\r1,a\r", Map.of());
        assertRefused("id,\"a note\"\r1,a\r", Map.of());
        assertRefused("id,note\r1,\"a\nb\"\r2,b\r", Map.of());
        assertRefused("id,note,x\r1,\"a\nb\",2\r2,b,3\r", Map.of());
        assertRefused("id,a 5\" pipe\r1,a\r", Map.of());
        assertRefused("1,a\r2,b\r", Map.of("header", "false"));
        assertRefused("\"1\",\"a\"\r\"2\",\"b\"\r", Map.of("header", "false"));
        assertRefused("id,note\r1,a\r", Map.of("encoding", "UTF-16LE"));
        assertRefused("# of today\rid,note\r1,a\r", Map.of("comment", "#"));
        assertRefused("# of today\n# more\rid,note\r1,a\r", Map.of("comment", "#"));
    }

    @Test
    void aCarriageReturnInQuotesOrInALineWithALineFeedIsACharacter() throws IOException {
        assertThat(header("id,a\rb\n1,2\n", Map.of())).containsExactly("id", "a\rb");
        assertThat(header("id,\"a\rb\"", Map.of())).containsExactly("id", "a\rb");
        assertThat(header("id,\"a \"\"\rb\"\"\"", Map.of())).containsExactly("id", "a \"\rb\"");
        assertThat(header("id,\"a \\\"\rb\"", Map.of("escape", "\\"))).containsExactly("id", "a \"\rb");
        assertThat(header("id,note\r\n1,a\r", Map.of())).containsExactly("id", "note");
        assertThat(header("\"a\"x\rb,c\n\"1\",2\n", Map.of("header", "false"))).isNotEmpty();
        assertThat(header("# a\rb\n", Map.of("comment", "#"))).isEmpty();
        assertThat(header("", Map.of("comment", "#"))).isEmpty();
    }
}
