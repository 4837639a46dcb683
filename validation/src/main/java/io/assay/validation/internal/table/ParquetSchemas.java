package io.assay.validation.internal.table;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.table.StoredColumn.Values;
import io.assay.validation.source.UnreadableSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Schemas from the footers of Parquet files. A footer is read as the format's Thrift structures: Parquet's own reader
 * fails on the complete file because of one unknown type, codec or encoding.
 */
final class ParquetSchemas implements FileSchema.Reader {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    /** Length of the footer and the magic after it. */
    private static final int TAIL = 8;

    private final Configuration hadoop;
    private final ParquetToSparkSchemaConverter converter;

    ParquetSchemas(Configuration hadoop, SQLConf conf) {
        this.hadoop = hadoop;
        this.converter = new ParquetToSparkSchemaConverter(conf);
    }

    @Override
    public FileSchema read(FileStatus file) throws IOException {
        FileMetaData footer = footer(file);
        refuseUnknownTypes(file, footer.getSchema());
        ParquetChunks chunks = ParquetChunks.of(footer);
        MessageType schema = schema(footer);
        List<StoredColumn> columns = new ArrayList<>();
        for (Type field : schema.getFields()) {
            String name = field.getName();
            Values values = chunks.values(name);
            columns.add(chunks.unreadable(name)
                    .map(reason -> StoredColumn.unreadable(name, values, reason.what(), reason.fix()))
                    .orElseGet(() -> column(field, values)));
        }
        return new FileSchema(file, columns, calendar(footer));
    }

    private FileMetaData footer(FileStatus file) throws IOException {
        byte[] bytes = footerBytes(file);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // a damaged list may claim any length
            throw unreadable(file, "its footer is damaged", e);
        }
    }

    private byte[] footerBytes(FileStatus file) throws IOException {
        Path path = file.getPath();
        long length = file.getLen();
        if (length < MAGIC.length() + TAIL) {
            throw unreadable(file, "it has %d bytes only".formatted(length), null);
        }
        try (FSDataInputStream in = SourceListing.open(path, hadoop)) {
            byte[] tail = new byte[TAIL];
            in.readFully(length - TAIL, tail);
            String magic = new String(tail, TAIL - MAGIC.length(), MAGIC.length(), StandardCharsets.ISO_8859_1);
            if (magic.equals(ENCRYPTED)) {
                throw new UnreadableSourceException(
                        name(file), "is encrypted, which is not read here", "deliver it without encryption");
            }
            if (!magic.equals(MAGIC)) {
                throw unreadable(file, "it does not end in PAR1: it is another format, or cut off", null);
            }
            int size = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (size < 0 || size > length - TAIL - MAGIC.length()) {
                throw unreadable(file, "its footer is damaged: it claims %d bytes".formatted(size), null);
            }
            byte[] bytes = new byte[size];
            in.readFully(length - TAIL - size, bytes);
            return bytes;
        }
    }

    /** Spark's reader of footers fails on such a type, whichever columns are read. */
    private static void refuseUnknownTypes(FileStatus file, List<SchemaElement> elements) {
        for (SchemaElement element : elements) {
            if (element.isSetLogicalType() && element.getLogicalType().getSetField() == null) {
                throw new UnreadableSourceException(
                        name(file),
                        "column '%s' is of a type that is not known here, such as FLOAT16, and no column of the file can be read beside it"
                                .formatted(element.getName()),
                        "write it as a number or as text");
            }
        }
    }

    private static MessageType schema(FileMetaData footer) throws IOException {
        FileMetaData alone = footer.deepCopy();
        alone.setRow_groups(List.of());
        return new ParquetMetadataConverter()
                .fromParquetMetadata(alone)
                .getFileMetaData()
                .getSchema();
    }

    private StoredColumn column(Type field, Values values) {
        try {
            ParquetMeanings meanings = ParquetMeanings.of(field);
            DataType type = converter
                    .convert(new MessageType("column", meanings.read()))
                    .fields()[0]
                    .dataType();
            return StoredColumn.of(field.getName(), type, meanings.of(type), values);
        } catch (Exception e) { // Spark's AnalysisException is not declared
            return StoredColumn.unreadable(
                    field.getName(),
                    values,
                    "is of Parquet's type %s, which is not read here".formatted(type(field)),
                    isDecimal(field) ? "write a decimal of at most 38 digits" : "write it as a number or as text");
        }
    }

    private static boolean isDecimal(Type field) {
        return field.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    }

    private static String type(Type field) {
        return field.getLogicalTypeAnnotation() != null
                ? field.getLogicalTypeAnnotation().toString()
                : field.isPrimitive()
                        ? field.asPrimitiveType().getPrimitiveTypeName().toString()
                        : "group";
    }

    /** Dates are in the proleptic Gregorian calendar unless the footer names another; Spark's own it reads itself. */
    private static Map<String, String> calendar(FileMetaData footer) {
        boolean hybrid = footer.isSetKey_value_metadata()
                && footer.getKey_value_metadata().stream()
                        .anyMatch(entry -> "writer.date.proleptic".equals(entry.getKey())
                                && "false".equalsIgnoreCase(value(entry)));
        String mode = hybrid ? "LEGACY" : "CORRECTED";
        return Map.of("datetimeRebaseMode", mode, "int96RebaseMode", mode);
    }

    private static String value(KeyValue entry) {
        return String.valueOf(entry.getValue());
    }

    private static String name(FileStatus file) {
        return TypedFiles.name(file);
    }

    private static UnreadableSourceException unreadable(FileStatus file, String why, @Nullable Throwable cause) {
        return new UnreadableSourceException(
                name(file),
                "cannot be read as parquet: " + why,
                "deliver the complete file again, or set --format",
                cause);
    }
}
