package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.validation.internal.columns.ColumnMatch;
import io.assay.validation.internal.columns.FolderValues;
import io.assay.validation.internal.columns.LosslessCast;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.table.StoredColumn.Values;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.avro.AvroFileFormat;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Parquet, Avro and ORC files, each matched with a contract by its own schema; files that are read in the same way
 * share a scan. Spark's own readers take one schema for all files and give null where another file differs.
 */
public final class TypedFiles {
    private final SparkSession spark;
    private final String format;
    private final Configuration hadoop;
    private final List<ContractColumn> contract;

    public TypedFiles(SparkSession spark, String format, List<ContractColumn> contract) {
        this.spark = spark;
        this.format = format;
        this.hadoop = spark.sessionState().newHadoopConf();
        this.contract = List.copyOf(contract);
    }

    /** The files' rows, a table for each way of reading them; headers and footers are read, no action. */
    public List<TableSource> open(List<FileStatus> files) {
        Map<Object, List<FileSchema>> alike = new LinkedHashMap<>();
        for (FileSchema schema : new SchemaReading(reader(), format, hadoop).all(files)) {
            FileSchema usable = usable(schema);
            Set<String> folders = fromFolders(usable.file());
            alike.computeIfAbsent(List.of(usable.columns(), usable.options(), folders), key -> new ArrayList<>())
                    .add(usable);
        }
        return alike.values().stream().map(this::table).toList();
    }

    /** A file's name in messages and rows. */
    static String name(FileStatus file) {
        return SourceListing.file(file).path();
    }

    private FileSchema.Reader reader() {
        return switch (format) {
            case "parquet" -> new ParquetSchemas(hadoop, spark.sessionState().conf());
            case "avro" -> new AvroSchemas(hadoop);
            default -> new OrcSchemas(hadoop);
        };
    }

    private FileFormat spark() {
        return switch (format) {
            case "parquet" -> new ParquetFileFormat();
            case "avro" -> new AvroFileFormat();
            default -> new OrcFormat();
        };
    }

    private Set<String> fromFolders(FileStatus file) {
        Set<String> keys = new HashSet<>(FolderValues.of(name(file)).keySet());
        keys.retainAll(
                contract.stream().map(c -> ColumnMatch.folded(c.source())).toList());
        return keys;
    }

    /**
     * The same with what Spark cannot distinguish marked as unreadable, and without what does not matter: whether a
     * column has values counts only where its type does not fit.
     */
    private FileSchema usable(FileSchema schema) {
        List<String> names = schema.columns().stream().map(StoredColumn::name).toList();
        Map<Integer, ContractColumn> matched = new HashMap<>();
        Set<String> taken = new HashSet<>();
        int[] places = ColumnMatch.of(contract, names, name(schema.file())).places();
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0) {
                matched.put(places[i], contract.get(i));
                taken.add(ColumnMatch.folded(names.get(places[i])));
            }
        }
        List<StoredColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            StoredColumn column = schema.columns().get(i);
            Optional<ContractColumn> match = Optional.ofNullable(matched.get(i));
            if (match.isEmpty() && (!taken.add(ColumnMatch.folded(names.get(i))) || reserved(names.get(i)))) {
                columns.add(StoredColumn.unreadable(
                        names.get(i), column.values(), "has a name that is taken", "rename it"));
            } else {
                StoredColumn read = match.filter(known -> isReadPlain(column, known.type()))
                        .map(known -> column.plain())
                        .orElse(column);
                boolean matters = match.isPresent() && !fits(read, match.get());
                columns.add(matters ? read : read.withValues(Values.UNKNOWN));
            }
        }
        Map<String, String> options = new HashMap<>(schema.options());
        options.putAll(SourceListing.settings(schema.file().getPath()));
        return new FileSchema(schema.file(), columns, options);
    }

    /** Numbers are those that every reader of Avro gives; Parquet's times are not. */
    private boolean isReadPlain(StoredColumn column, ColumnType type) {
        return type instanceof ColumnType.Bytes
                || (!format.equals("parquet") && column.meaning().leftPlainFor(type));
    }

    private static boolean fits(StoredColumn column, ContractColumn contract) {
        DataType type = type(column);
        return column.readable()
                && LosslessCast.of(lit(null).cast(type), type, contract.type(), contract.name())
                        .isPresent();
    }

    private static boolean reserved(String name) {
        return name.startsWith("__")
                && (Arrays.asList(UnvalidatedRow.beside().fieldNames()).contains(name)
                        || name.equals(TableSource.BLOCK));
    }

    /** Of the column's values as what they mean. */
    private static DataType type(StoredColumn column) {
        return column.meaning().plain() ? column.type() : column.meaning().type(column.type());
    }

    private TableSource table(List<FileSchema> files) {
        FileSchema first = files.get(0);
        StructType read = new StructType();
        for (StoredColumn column : first.columns()) {
            if (column.readable() && column.values() != Values.NONE) {
                read = read.add(column.name(), column.type(), true);
            }
        }
        Dataset<Row> rows = spark.baseRelationToDataFrame(new HadoopFsRelation(
                new FileList(files.stream().map(FileSchema::file).toList()),
                new StructType(),
                read,
                Option.empty(),
                new ReportingFormat(spark(), format),
                options(first.options()),
                spark));
        TableSource placed = TableSource.placed(rows, format);
        Map<String, Column> meant = new LinkedHashMap<>();
        List<StoredColumn> columns = new ArrayList<>();
        for (StoredColumn column : first.columns()) {
            if (column.values() == Values.NONE && column.readable()) {
                meant.put(column.name(), lit(null));
                columns.add(column.withType(DataTypes.NullType));
            } else if (!column.meaning().plain() && column.readable()) {
                meant.put(column.name(), column.meaning().value(quoted(column.name()), column.type()));
                columns.add(column.withType(type(column)));
            } else {
                columns.add(column);
            }
        }
        Dataset<Row> all = with(placed.rows(), meant);
        String others = files.size() == 1 ? "" : " and %,d more files".formatted(files.size() - 1);
        return new TableSource(all, columns, name(first.file()) + others, FolderValues.of(name(first.file())));
    }

    /** The rows with these columns in place of those of the same name, or after the others. */
    private static Dataset<Row> with(Dataset<Row> rows, Map<String, Column> columns) {
        if (columns.isEmpty()) {
            return rows;
        }
        List<Column> all = new ArrayList<>();
        Map<String, Column> more = new LinkedHashMap<>(columns);
        for (String name : rows.columns()) {
            Column other = more.remove(name);
            all.add(other == null ? quoted(name) : other.as(name));
        }
        more.forEach((name, column) -> all.add(column.as(name)));
        return rows.select(all.toArray(Column[]::new));
    }

    private static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    private static scala.collection.immutable.Map<String, String> options(Map<String, String> options) {
        scala.collection.immutable.Map<String, String> all =
                scala.collection.immutable.Map$.MODULE$.<String, String>empty();
        for (Map.Entry<String, String> option : options.entrySet()) {
            all = all.updated(option.getKey(), option.getValue());
        }
        return all;
    }
}
