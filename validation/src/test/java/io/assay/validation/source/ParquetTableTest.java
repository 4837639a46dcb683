package io.assay.validation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {
    @TempDir
    Path folder;

    @Test
    void nanosecondsAsPandasWritesThemAreTimestampsToTheMicrosecond() throws IOException {
        write("a.parquet", "NANOS", 1_704_067_200_123_456_789L);
        write("b.parquet", "NANOS", -1);

        assertThat(ParquetTable.open(
                                LocalSpark.spark(), folder.resolve("a.parquet").toString())
                        .selectExpr("id", "string(at)", "string(local)", "typeof(at)", "typeof(local)")
                        .collectAsList())
                .map(Row::toString)
                .containsExactly("[1704067200123456789,2024-01-01 00:00:00.123456,2024-01-01 00:00:00.123456,"
                        + "timestamp,timestamp_ntz]");
        assertThat(ParquetTable.open(
                                LocalSpark.spark(), folder.resolve("b.parquet").toString())
                        .selectExpr("string(at)", "string(local)", "_metadata.row_index")
                        .collectAsList())
                .map(Row::toString)
                .containsExactly("[1969-12-31 23:59:59.999999,1969-12-31 23:59:59.999999,0]");
    }

    /** The least 64-bit integer, which NumPy reads as "not a time", is a value like any other. */
    @Test
    void theFirstAndTheLastNanosecondAreRoundedDownToo() throws IOException {
        long[] values = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE + 999, Long.MAX_VALUE};
        for (int i = 0; i < values.length; i++) {
            write(i + ".parquet", "NANOS", values[i]);
        }

        assertThat(ParquetTable.open(LocalSpark.spark(), folder.toString())
                        .orderBy("id")
                        .selectExpr("string(at)", "string(local)")
                        .collectAsList())
                .map(Row::toString)
                .containsExactly(
                        "[1677-09-21 00:12:43.145224,1677-09-21 00:12:43.145224]",
                        "[1677-09-21 00:12:43.145224,1677-09-21 00:12:43.145224]",
                        "[1677-09-21 00:12:43.145225,1677-09-21 00:12:43.145225]",
                        "[2262-04-11 23:47:16.854775,2262-04-11 23:47:16.854775]");
    }

    @Test
    void aFolderOfTwoUnitsIsRefusedInPlaceOfWrongTimes() throws IOException {
        write("a.parquet", "NANOS", 1);
        write("b.parquet", "MICROS", 1);

        assertThatThrownBy(() -> ParquetTable.open(LocalSpark.spark(), folder.toString()))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("b.parquet: has timestamps of another unit than ");
        write("0.parquet", "MICROS", 1);
        assertThatThrownBy(() ->
                        ParquetTable.open(LocalSpark.spark(), folder.toString()).collectAsList())
                .hasStackTraceContaining("a.parquet");
    }

    private void write(String name, String unit, long value) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("""
                message rows {
                  required int64 id;
                  required int64 at (TIMESTAMP(%1$s,true));
                  required int64 local (TIMESTAMP(%1$s,false));
                }""".formatted(unit));
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()))
                .withType(type)
                .build()) {
            writer.write(new SimpleGroupFactory(type)
                    .newGroup()
                    .append("id", value)
                    .append("at", value)
                    .append("local", value));
        }
    }
}
