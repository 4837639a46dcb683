package io.assay.validation;

import static org.apache.spark.sql.functions.col;

import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.source.RowPositions;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.SourceTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Source rows read under a contract, not validated yet: the contract's columns with their types, and beside them what
 * did not parse, the row as it came, its source and position. Reading it again gives the same rows.
 */
public final class Batch {
    /** Reads all rows, or at least those that are wanted. */
    interface Reading {
        Dataset<Row> rows(Optional<RowPositions> wanted);
    }

    private final StructType schema;
    private final Reading reading;
    private final List<SourceFile> files;
    private final List<String> warnings;
    private final OptionalInt tasks;
    private final Supplier<List<String>> found;
    private final Optional<StreamMemory> memory;
    private final List<SourceTable> tables;
    private final boolean replay;

    Batch(StructType schema, Reading reading, List<SourceFile> files, List<String> warnings) {
        this(schema, reading, files, warnings, OptionalInt.empty(), List::of, Optional.empty(), List.of(), false);
    }

    Batch(
            StructType schema,
            Reading reading,
            List<SourceFile> files,
            List<String> warnings,
            OptionalInt tasks,
            Supplier<List<String>> found) {
        this(schema, reading, files, warnings, tasks, found, Optional.empty(), List.of(), false);
    }

    private Batch(
            StructType schema,
            Reading reading,
            List<SourceFile> files,
            List<String> warnings,
            OptionalInt tasks,
            Supplier<List<String>> found,
            Optional<StreamMemory> memory,
            List<SourceTable> tables,
            boolean replay) {
        this.replay = replay;
        this.memory = memory;
        this.tables = List.copyOf(tables);
        this.schema = schema;
        this.reading = reading;
        this.files = List.copyOf(files);
        this.warnings = List.copyOf(warnings);
        this.tasks = tasks;
        this.found = found;
    }

    /** The same with these warnings before its own. */
    Batch withWarnings(List<String> more) {
        List<String> all = Stream.concat(more.stream(), warnings.stream()).toList();
        return new Batch(schema, reading, files, all, tasks, found, memory, tables, replay);
    }

    /** The same, read from these tables. */
    Batch of(List<SourceTable> named) {
        return new Batch(schema, reading, files, warnings, tasks, found, memory, named, replay);
    }

    /** The same as a micro-batch of the stream that remembers this. */
    public Batch with(StreamMemory stream) {
        return new Batch(schema, reading, files, warnings, tasks, found, Optional.of(stream), tables, replay);
    }

    /** The same as rows of earlier batches that are validated again. */
    Batch replayed() {
        return new Batch(schema, reading, files, warnings, tasks, found, memory, tables, true);
    }

    /** Whether its rows were quarantined from earlier batches. */
    boolean isReplay() {
        return replay;
    }

    /** What its stream remembers, if it is a micro-batch. */
    Optional<StreamMemory> memory() {
        return memory;
    }

    /** Rows that are read already. */
    static Reading of(Dataset<Row> rows) {
        return wanted -> wanted.map(
                        places -> rows.where(col(UnvalidatedRow.SOURCE).isInCollection(places.sources())))
                .orElse(rows);
    }

    /** The files it is read from; empty for tables. */
    public List<SourceFile> files() {
        return files;
    }

    /** The tables it is read from, in the order of the inputs. */
    public List<SourceTable> tables() {
        return tables;
    }

    /** How many tasks read it; empty where that is not known before. */
    public OptionalInt tasks() {
        return tasks;
    }

    /** What was left out or is odd, a line each: an extra column, an empty file. */
    public List<String> warnings() {
        return warnings;
    }

    /** Further fields of JSON that were left out, as far as actions have read the rows. */
    public List<String> warningsOfReading() {
        return found.get();
    }

    /** With the columns beside the contract's; those at these places, or more of their sources. */
    Dataset<Row> read(RowPositions places) {
        return reading.rows(Optional.of(places));
    }

    /** The contract's columns of every readable row, to look at: what does not parse is null. */
    public Dataset<Row> rows() {
        Column[] columns = new Column[schema.length()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = col("`" + schema.apply(i).name().replace("`", "``") + "`");
        }
        return read().where(col(UnvalidatedRow.MALFORMED).isNull()).select(columns);
    }

    /** With the columns beside the contract's. */
    Dataset<Row> read() {
        return reading.rows(Optional.empty());
    }
}
