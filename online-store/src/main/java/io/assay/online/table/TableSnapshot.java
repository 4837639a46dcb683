package io.assay.online.table;

import io.delta.kernel.Snapshot;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** One version of a Delta table, to be read once. */
public final class TableSnapshot {
    private final DeltaReader table;
    private final Snapshot snapshot;

    private TableSnapshot(DeltaReader table, Snapshot snapshot) {
        this.table = table;
        this.snapshot = snapshot;
    }

    /** The newest version of the table at {@code path}; empty where there is none. */
    public static Optional<TableSnapshot> newest(String path, Configuration hadoop) {
        DeltaReader table = new DeltaReader(hadoop, path);
        return table.snapshot().map(snapshot -> new TableSnapshot(table, snapshot));
    }

    public TableVersion version() {
        return table.version(snapshot);
    }

    /** The newest version that a writer left in the table under this name ({@code txnAppId}, {@code txnVersion}). */
    public OptionalLong transaction(String application) {
        return snapshot.getLatestTransactionVersion(table.engine(), application)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Hands over all rows. */
    public void into(TableSink sink) {
        sink.restart();
        try {
            table.read(snapshot, Optional.empty(), sink::rows);
        } catch (IOException e) {
            throw unreadable(e);
        }
        sink.commit(version());
    }

    /** Rows whose texts are equal to these, by column; they stay valid. */
    public List<TableRow> rows(Collection<String> columns, Map<String, String> equal) {
        List<String> read = Stream.concat(columns.stream(), equal.keySet().stream())
                .distinct()
                .toList();
        return rows(
                read,
                equal,
                row -> equal.entrySet().stream()
                        .allMatch(part -> part.getValue().equals(row.string(part.getKey()))));
    }

    /**
     * Some of the rows; they stay valid.
     *
     * @param columns those to be read; a column that the table does not have is null in each row
     * @param equal values by column, so that files and parts of files without such rows need not be read; only of
     *     columns of a string, boolean, integer or timestamp type
     * @param fits decides on each row that was read
     */
    public List<TableRow> rows(
            Collection<String> columns, Map<String, ?> equal, java.util.function.Predicate<TableRow> fits) {
        return rows(columns, predicate(equal), fits);
    }

    /**
     * The same; files and parts of files where a timestamp column is outside a span everywhere need not be read.
     *
     * @param since where the span begins, in microseconds since the epoch
     * @param before where it ends; {@link Long#MAX_VALUE} if it does not
     */
    public List<TableRow> rowsBetween(
            String time,
            long since,
            long before,
            Collection<String> columns,
            Map<String, ?> equal,
            java.util.function.Predicate<TableRow> fits) {
        Predicate span = new Predicate(">=", new Column(time), Literal.ofTimestamp(since));
        if (before != Long.MAX_VALUE) {
            span = new Predicate("AND", span, new Predicate("<", new Column(time), Literal.ofTimestamp(before)));
        }
        Optional<Predicate> others = predicate(equal);
        return rows(columns, Optional.of(others.isPresent() ? new Predicate("AND", others.get(), span) : span), fits);
    }

    private List<TableRow> rows(
            Collection<String> columns, Optional<Predicate> predicate, java.util.function.Predicate<TableRow> fits) {
        StructType wanted = new StructType();
        for (StructField field : snapshot.getSchema().fields()) {
            wanted = columns.contains(field.getName()) ? wanted.add(field) : wanted;
        }
        List<TableRow> rows = new ArrayList<>();
        try {
            table.read(snapshot, wanted, predicate, batch -> {
                while (batch.hasNext()) {
                    if (fits.test(batch.next())) {
                        rows.add(batch.kept());
                    }
                }
            });
        } catch (IOException e) {
            throw unreadable(e);
        }
        return rows;
    }

    private Optional<Predicate> predicate(Map<String, ?> equal) {
        Optional<Predicate> all = Optional.empty();
        for (Map.Entry<String, ?> part : equal.entrySet()) {
            int index = snapshot.getSchema().indexOf(part.getKey());
            Optional<Predicate> one = index < 0
                    ? Optional.empty()
                    : literal(part.getValue(), snapshot.getSchema().at(index).getDataType())
                            .map(value -> new Predicate("=", new Column(part.getKey()), value));
            all = all.isEmpty() ? one : one.isEmpty() ? all : Optional.of(new Predicate("AND", all.get(), one.get()));
        }
        return all;
    }

    private static Optional<Literal> literal(Object value, DataType type) {
        if (type instanceof StringType && value instanceof String text) {
            return Optional.of(Literal.ofString(text));
        } else if (type instanceof BooleanType && value instanceof Boolean bool) {
            return Optional.of(Literal.ofBoolean(bool));
        } else if (type instanceof LongType && value instanceof Number number) {
            return Optional.of(Literal.ofLong(number.longValue()));
        } else if (type instanceof IntegerType && value instanceof Number number) {
            return Optional.of(Literal.ofInt(Math.toIntExact(number.longValue())));
        } else if (type instanceof TimestampType && value instanceof Long micros) {
            return Optional.of(Literal.ofTimestamp(micros));
        }
        return Optional.empty();
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("%s: cannot be read: %s".formatted(table.path(), cause.getMessage()), cause);
    }
}
