package io.assay.validation.internal.table;

import io.assay.definition.message.NameList;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.table.StoredColumn.Values;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.orc.ColumnStatistics;
import org.apache.orc.OrcConf;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;

/** Schemas from the footers of ORC files. */
final class OrcSchemas implements FileSchema.Reader {
    private final Configuration hadoop;

    OrcSchemas(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    @Override
    public FileSchema read(FileStatus file) throws IOException {
        try (Reader orc =
                OrcFile.createReader(file.getPath(), OrcRows.options(SourceListing.readable(file.getPath(), hadoop)))) {
            TypeDescription schema = orc.getSchema();
            if (schema.getCategory() != TypeDescription.Category.STRUCT) {
                throw new UnreadableSourceException(
                        TypedFiles.name(file),
                        "holds values of type %s, not rows".formatted(schema),
                        "write a struct with a field for each column");
            }
            ColumnStatistics[] statistics = orc.getStatistics();
            List<StoredColumn> columns = new ArrayList<>();
            for (int i = 0; i < schema.getChildren().size(); i++) {
                TypeDescription type = schema.getChildren().get(i);
                columns.add(
                        column(schema.getFieldNames().get(i), type, values(orc.getNumberOfRows(), statistics, type)));
            }
            return new FileSchema(file, columns, options(file, orc));
        } catch (UnreadableSourceException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw new UnreadableSourceException(
                    TypedFiles.name(file),
                    "cannot be read as orc: " + e.getMessage(),
                    "deliver the complete file again, or set --format",
                    e);
        }
    }

    /** Only Java's writers use the calendar with Julian dates, and newer ones say so in the footer. */
    private static Map<String, String> options(FileStatus file, Reader orc) throws IOException {
        boolean java = orc.getWriterVersion().getWriterImplementation() == OrcFile.WriterImplementation.ORC_JAVA;
        Map<String, String> options = new HashMap<>();
        options.put(OrcConf.PROLEPTIC_GREGORIAN_DEFAULT.getAttribute(), Boolean.toString(!java));
        if (OrcTypes.hasTimesOfClock(orc.getSchema())) {
            Set<String> zones = OrcZone.of(orc);
            if (zones.size() > 1) {
                throw new UnreadableSourceException(
                        TypedFiles.name(file),
                        "has times of several time zones: " + NameList.of(List.copyOf(zones)),
                        "write it with the time zone UTC");
            }
            zones.forEach(zone -> options.put(OrcZone.SETTING, zone));
        }
        return options;
    }

    private static Values values(long rows, ColumnStatistics[] statistics, TypeDescription type) {
        if (rows == 0) {
            return Values.NONE;
        }
        if (type.getId() >= statistics.length) {
            return Values.UNKNOWN;
        }
        ColumnStatistics own = statistics[type.getId()];
        return own.getNumberOfValues() > 0 ? Values.SOME : own.hasNull() ? Values.NONE : Values.UNKNOWN;
    }

    private static StoredColumn column(String name, TypeDescription type, Values values) {
        try {
            return StoredColumn.of(name, OrcTypes.of(type), values);
        } catch (IllegalArgumentException e) {
            return StoredColumn.unreadable(
                    name, values, "is of ORC's type %s, which is not read here".formatted(type), "write it as text");
        }
    }
}
