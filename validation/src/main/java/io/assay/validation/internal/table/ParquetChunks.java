package io.assay.validation.internal.table;

import io.assay.validation.internal.table.StoredColumn.Unreadable;
import io.assay.validation.internal.table.StoredColumn.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;

/**
 * The codecs and encodings of the top-level columns of a Parquet file, and whether all values are null, from its column
 * chunks.
 */
final class ParquetChunks {
    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.SNAPPY,
            CompressionCodec.GZIP,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4,
            CompressionCodec.LZ4_RAW);

    private final Map<String, Unreadable> unreadable = new HashMap<>();
    private final Map<String, Values> values = new HashMap<>();

    private ParquetChunks() {}

    static ParquetChunks of(FileMetaData footer) {
        ParquetChunks chunks = new ParquetChunks();
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                if (chunk.isSetCrypto_metadata()) {
                    chunks.encrypted(chunk, footer);
                } else if (chunk.isSetMeta_data()
                        && !chunk.getMeta_data().getPath_in_schema().isEmpty()) {
                    chunks.add(chunk.getMeta_data());
                }
            }
        }
        for (SchemaElement element : footer.getSchema()) { // the type that pyarrow writes for nothing but nulls
            if (element.isSetLogicalType() && element.getLogicalType().isSetUNKNOWN()) {
                chunks.values.put(element.getName(), Values.NONE);
            }
        }
        if (footer.getNum_rows() == 0) {
            footer.getSchema().forEach(element -> chunks.values.put(element.getName(), Values.NONE));
        }
        return chunks;
    }

    /** Its footer can be read, and perhaps other columns. */
    private void encrypted(ColumnChunk chunk, FileMetaData footer) {
        List<String> path = chunk.isSetMeta_data()
                ? chunk.getMeta_data().getPath_in_schema()
                : chunk.getCrypto_metadata().isSetENCRYPTION_WITH_COLUMN_KEY()
                        ? chunk.getCrypto_metadata()
                                .getENCRYPTION_WITH_COLUMN_KEY()
                                .getPath_in_schema()
                        : List.of();
        Unreadable reason = new Unreadable("is encrypted, which is not read here", "deliver it without encryption");
        if (path.isEmpty()) {
            footer.getSchema().forEach(element -> unreadable.put(element.getName(), reason));
        } else {
            unreadable.put(path.get(0), reason);
        }
    }

    private void add(ColumnMetaData chunk) {
        String name = chunk.getPath_in_schema().get(0);
        values.merge(name, values(chunk), (one, other) -> one == other ? one : strongest(one, other));
        if (!CODECS.contains(chunk.getCodec())) {
            unreadable.put(
                    name,
                    new Unreadable(
                            "is compressed with %s, which is not read here".formatted(chunk.getCodec()),
                            "write it with snappy, gzip or zstd"));
        } else if (chunk.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)) {
            unreadable.put(
                    name,
                    new Unreadable(
                            "is encoded as BYTE_STREAM_SPLIT, which is not read here",
                            "write it with the plain or the dictionary encoding"));
        }
    }

    private static Values values(ColumnMetaData chunk) {
        if (!chunk.isSetStatistics() || !chunk.getStatistics().isSetNull_count()) {
            return Values.UNKNOWN;
        }
        if (chunk.getStatistics().getNull_count() < chunk.getNum_values()) {
            return Values.SOME;
        }
        return chunk.getPath_in_schema().size() == 1 ? Values.NONE : Values.UNKNOWN; // an empty list is not null
    }

    private static Values strongest(Values one, Values other) {
        return one == Values.SOME || other == Values.SOME ? Values.SOME : Values.UNKNOWN;
    }

    Values values(String column) {
        return values.getOrDefault(column, Values.UNKNOWN);
    }

    Optional<Unreadable> unreadable(String column) {
        return Optional.ofNullable(unreadable.get(column));
    }
}
