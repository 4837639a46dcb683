package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.text.TextFile;
import java.util.List;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/** Text files as a table of Spark, so that only required columns are parsed. */
final class TextFileTable implements Table, SupportsRead {
    private final List<TextFile> files;
    private final RowLayout layout;
    private final TextParts parts;
    private final TextParts.Packing packing;
    private final LeftOutFields leftOut;
    private final Broadcast<SerializableConfiguration> hadoop;

    TextFileTable(
            List<TextFile> files,
            RowLayout layout,
            TextParts parts,
            TextParts.Packing packing,
            LeftOutFields leftOut,
            Broadcast<SerializableConfiguration> hadoop) {
        this.files = List.copyOf(files);
        this.layout = layout;
        this.parts = parts;
        this.packing = packing;
        this.leftOut = leftOut;
        this.hadoop = hadoop;
    }

    @Override
    public String name() {
        return "source files";
    }

    @Override
    @SuppressWarnings("deprecation") // the one that every Spark 3 has
    public StructType schema() {
        return layout.schema();
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new TextScan(files, layout, parts, packing, leftOut, hadoop);
    }
}
