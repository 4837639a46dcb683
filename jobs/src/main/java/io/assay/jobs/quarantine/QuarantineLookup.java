package io.assay.jobs.quarantine;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.lookup.DatasetLookup;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.warehouse.quarantine.QuarantineColumns;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * The quarantined rows of one dataset, read without Spark. Rows and events count only if their run is on the dataset's
 * main: a process may have died just before it.
 */
final class QuarantineLookup {
    private final Optional<PublishedTable> rows;
    private final Optional<PublishedTable> events;
    private final PublishedRuns runs;

    QuarantineLookup(DatasetLookup tables, DatasetName dataset) {
        this.rows = tables.find(IcebergTables.quarantine(dataset));
        this.events = tables.find(IcebergTables.quarantineEvents());
        this.runs = PublishedRuns.of(tables.find(IcebergTables.dataset(dataset)));
    }

    /** Hands over the rows of published runs. */
    void all(Collection<String> columns, Consumer<QuarantinedRow> taker) {
        published(runs.published(), columns, taker);
    }

    /** Hands over the rows of one run: of a published one those on main, of a held one those on its branch. */
    void of(String run, Collection<String> columns, Consumer<QuarantinedRow> taker) {
        Optional<StagedBatch> held = rows.flatMap(table -> table.staged(run));
        if (held.isPresent() && rows.isPresent()) {
            read(
                    rows.get(),
                    held.get().snapshot(),
                    Set.of(run),
                    columns,
                    row -> taker.accept(new QuarantinedRow(row, true)));
        } else if (runs.published().contains(run)) {
            published(Set.of(run), columns, taker);
        }
    }

    /** The same of the first rows that are found, for a run with very many. */
    void some(String run, Collection<String> columns, int most, Consumer<QuarantinedRow> taker) {
        Optional<StagedBatch> held = rows.flatMap(table -> table.staged(run));
        @Nullable Long head = held.isPresent()
                ? (Long) held.get().snapshot()
                : rows.map(table -> table.base().snapshot()).orElse(null);
        if (rows.isEmpty()
                || head == null
                || (held.isEmpty() && !runs.published().contains(run))) {
            return;
        }
        try (CloseableIterable<Record> all =
                rows.get().rows(head, Expressions.equal(QuarantineColumns.RUN, run), columns)) {
            Iterator<Record> next = all.iterator();
            for (int taken = 0; taken < most && next.hasNext(); taken++) {
                taker.accept(new QuarantinedRow(next.next(), true));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: cannot be read: %s".formatted(rows.get().name(), e.getMessage()), e);
        }
    }

    private void published(Set<String> of, Collection<String> columns, Consumer<QuarantinedRow> taker) {
        @Nullable Long head = rows.map(table -> table.base().snapshot()).orElse(null);
        if (rows.isEmpty() || head == null || of.isEmpty()) {
            return;
        }
        Set<String> done = done();
        read(rows.get(), head, of, columns, row -> {
            boolean open = !done.contains(text(row, QuarantineColumns.ID))
                    && !runs.replaced().contains(text(row, QuarantineColumns.RUN));
            taker.accept(new QuarantinedRow(row, open));
        });
    }

    /** What a replay did with a row. */
    record Event(String id, String event, String run, Instant at, Optional<String> actor, Optional<String> patch) {}

    /** The row with that id, of a published run. */
    Optional<QuarantinedRow> row(String id) {
        return all(Expressions.equal(QuarantineColumns.ID, id)).stream().findFirst();
    }

    /** The row, and what replays of it kept back again. */
    List<QuarantinedRow> samePlace(QuarantinedRow row) {
        return all(Expressions.and(
                Expressions.equal(QuarantineColumns.SOURCE, row.source()),
                Expressions.equal(QuarantineColumns.POSITION, row.position())));
    }

    private List<QuarantinedRow> all(Expression where) {
        List<QuarantinedRow> found = new ArrayList<>();
        @Nullable Long head = rows.map(table -> table.base().snapshot()).orElse(null);
        if (rows.isPresent() && head != null && !runs.published().isEmpty()) {
            Expression published =
                    Expressions.in(QuarantineColumns.RUN, runs.published().toArray());
            Set<String> done = done();
            read(rows.get(), head, Expressions.and(where, published), QuarantinedRow.SHOWN, record -> {
                QuarantinedRow row = new QuarantinedRow(record, true);
                boolean open = !done.contains(row.id()) && !runs.replaced().contains(row.run());
                found.add(new QuarantinedRow(record, open));
            });
        }
        return found;
    }

    /** What replays did with rows, in order. */
    List<Event> events(Collection<String> ids) {
        List<Event> found = new ArrayList<>();
        @Nullable Long head = events.map(table -> table.base().snapshot()).orElse(null);
        if (events.isPresent()
                && head != null
                && !ids.isEmpty()
                && !runs.published().isEmpty()) {
            Expression where = Expressions.and(
                    Expressions.in(QuarantineEventColumns.ID, ids.toArray()),
                    Expressions.in(QuarantineEventColumns.RUN, runs.published().toArray()));
            List<String> columns = QuarantineEventColumns.SCHEMA.names().stream()
                    .filter(events.get()::hasColumn)
                    .toList();
            read(
                    events.get(),
                    head,
                    where,
                    columns,
                    row -> found.add(new Event(
                            text(row, QuarantineEventColumns.ID),
                            text(row, QuarantineEventColumns.EVENT),
                            text(row, QuarantineEventColumns.RUN),
                            ((OffsetDateTime) row.getField(QuarantineEventColumns.AT)).toInstant(),
                            optional(row, columns, QuarantineEventColumns.ACTOR),
                            optional(row, columns, QuarantineEventColumns.PATCH))));
        }
        found.sort(Comparator.comparing(Event::at));
        return found;
    }

    private static Optional<String> optional(Record row, List<String> columns, String column) {
        return columns.contains(column) ? Optional.ofNullable((String) row.getField(column)) : Optional.empty();
    }

    /** Ids of the rows that were published, quarantined again or dropped since. */
    private Set<String> done() {
        Set<String> ids = new HashSet<>();
        @Nullable Long head = events.map(table -> table.base().snapshot()).orElse(null);
        if (events.isPresent() && head != null) {
            List<String> columns = List.of(QuarantineEventColumns.ID, QuarantineEventColumns.RUN);
            read(events.get(), head, runs.published(), columns, row -> ids.add(text(row, QuarantineEventColumns.ID)));
        }
        return ids;
    }

    private static void read(
            PublishedTable table, long snapshot, Set<String> of, Collection<String> columns, Consumer<Record> taker) {
        read(table, snapshot, Expressions.in(QuarantineColumns.RUN, of.toArray()), columns, taker);
    }

    private static void read(
            PublishedTable table, long snapshot, Expression where, Collection<String> columns, Consumer<Record> taker) {
        try (CloseableIterable<Record> all = table.rows(snapshot, where, columns)) {
            all.forEach(taker);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read: %s".formatted(table.name(), e.getMessage()), e);
        }
    }

    private static String text(Record row, String column) {
        return String.valueOf(row.getField(column));
    }
}
