package io.assay.validation.internal.table;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.table.StoredColumn.Values;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.avro.SchemaConverters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Schemas from the headers of Avro files. */
final class AvroSchemas implements FileSchema.Reader {
    private final Configuration hadoop;

    AvroSchemas(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    @Override
    public FileSchema read(FileStatus file) throws IOException {
        try (DataFileStream<GenericRecord> header =
                new DataFileStream<>(SourceListing.open(file.getPath(), hadoop), new GenericDatumReader<>())) {
            Schema schema = header.getSchema();
            if (schema.getType() != Schema.Type.RECORD) {
                throw new UnreadableSourceException(
                        TypedFiles.name(file),
                        "holds values of type %s, not records"
                                .formatted(schema.getType().getName()),
                        "write records with a field for each column");
            }
            List<StoredColumn> columns = new ArrayList<>();
            schema.getFields().forEach(field -> columns.add(column(field)));
            boolean hybrid = "false".equalsIgnoreCase(header.getMetaString("writer.date.proleptic"));
            return new FileSchema(file, columns, Map.of("datetimeRebaseMode", hybrid ? "LEGACY" : "CORRECTED"));
        } catch (AvroRuntimeException | OutOfMemoryError | StackOverflowError | NegativeArraySizeException e) {
            String why = String.valueOf(e.getMessage());
            throw why.contains("codec")
                    ? new UnreadableSourceException(
                            TypedFiles.name(file),
                            "is compressed in a way that is not read here: " + why,
                            "write it with snappy, deflate or zstandard",
                            e)
                    : new UnreadableSourceException(
                            TypedFiles.name(file),
                            "cannot be read as avro: its header is damaged: " + why,
                            "deliver the complete file again, or set --format",
                            e);
        }
    }

    private static StoredColumn column(Schema.Field field) {
        Schema schema = field.schema();
        if (schema.getType() == Schema.Type.NULL) {
            return StoredColumn.of(field.name(), DataTypes.NullType, Values.NONE);
        }
        Values values = schema.isNullable() ? Values.UNKNOWN : Values.SOME;
        try {
            DataType type = SchemaConverters.toSqlType(schema).dataType();
            return StoredColumn.of(field.name(), type, AvroMeanings.of(schema), values);
        } catch (Exception e) { // Spark's IncompatibleSchemaException is private to it
            return StoredColumn.unreadable(
                    field.name(),
                    values,
                    "is of a type that is not read here: " + e.getMessage(),
                    "write it as a number, text or record");
        }
    }
}
