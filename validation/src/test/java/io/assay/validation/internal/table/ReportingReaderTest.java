package io.assay.validation.internal.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.source.UnreadableSourceException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator;
import scala.collection.immutable.Map$;
import scala.runtime.AbstractFunction1;

class ReportingReaderTest {
    private static void read(Supplier<RuntimeException> failure) {
        PartitionedFile file = new PartitionedFile(
                InternalRow.empty(),
                SparkPath.fromPath(new Path("/in/a.parquet")),
                0,
                1,
                new String[0],
                0,
                1,
                Map$.MODULE$.<String, Object>empty());
        new ReportingReader(
                        new AbstractFunction1<PartitionedFile, Iterator<InternalRow>>() {
                            @Override
                            public Iterator<InternalRow> apply(PartitionedFile opened) {
                                throw failure.get();
                            }
                        },
                        "parquet")
                .apply(file);
    }

    @Test
    void whatDamageDoesToTheReadersVariablesIsNotReported() {
        assertThatThrownBy(() -> read(() -> new IllegalStateException(
                        new NullPointerException("Cannot invoke \"x.y()\" because \"dicHeader\" is null"))))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(
                        "a.parquet: cannot be read to its end as parquet: the file is damaged (NullPointerException)")
                .hasMessageNotContaining("dicHeader");
        assertThatThrownBy(() -> read(() -> new UncheckedIOException(new EOFException("Reached the end of stream"))))
                .hasMessageContaining("cannot be read to its end as parquet: Reached the end of stream");
    }
}
