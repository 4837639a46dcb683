package io.assay.online.table;

import io.delta.kernel.Snapshot;
import io.delta.kernel.exceptions.CommitRangeNotFoundException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one Delta table: the newest snapshot first, then commit by commit. A commit that rewrites rows, changes the
 * schema, or follows a gap in the log, starts over from the newest snapshot. For one thread.
 */
public final class TableFollower {
    /**
     * After this many idle polls the complete log is listed, so that a gap or another table at the path is detected.
     */
    private static final int THOROUGH = 150;

    private static final Logger LOG = LoggerFactory.getLogger(TableFollower.class);

    private final DeltaReader table;
    private final TableSink sink;
    private @Nullable TableVersion version;
    private StructType schema = new StructType();
    private boolean opened;
    private int idle;

    private TableFollower(DeltaReader table, TableSink sink) {
        this.table = table;
        this.sink = sink;
    }

    /** A follower of the table at {@code path}, which need not exist yet. */
    public static TableFollower of(String path, Configuration hadoop, TableSink sink) {
        return new TableFollower(new DeltaReader(hadoop, path), sink);
    }

    /** Where the table is. */
    public String path() {
        return table.path();
    }

    /** The version handed over last. */
    public Optional<TableVersion> version() {
        return Optional.ofNullable(version);
    }

    /** Whether the table had been found and followed, or found missing, at least once. */
    public boolean opened() {
        return opened;
    }

    /** Hands over what is new, up to the newest version; whether there was anything. */
    public boolean poll() {
        try {
            boolean news = version == null ? open() : advance(version);
            opened = true;
            return news;
        } catch (IOException e) {
            sink.abandon();
            throw new UncheckedIOException("%s: cannot be followed: %s".formatted(table.path(), e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            sink.abandon();
            throw e;
        }
    }

    /**
     * Commits what was handed over. If that fails, it is not known what the sink holds: the next poll asks it, as after
     * a crash.
     */
    private void commit(TableVersion next) {
        version = null;
        sink.commit(next);
        version = next;
    }

    private boolean open() throws IOException {
        Optional<Snapshot> snapshot = table.snapshot();
        if (snapshot.isEmpty()) {
            return false;
        }
        TableVersion newest = table.version(snapshot.get());
        Optional<TableVersion> stored = sink.checkpoint();
        if (stored.isPresent()
                && stored.get().table().equals(newest.table())
                && stored.get().number() <= newest.number()) {
            version = stored.get();
            schema = dataColumns(snapshot.get());
            advance(stored.get());
        }
        if (version == null || version.number() < newest.number()) {
            restart(snapshot.get());
        }
        return true;
    }

    private void restart(Snapshot snapshot) throws IOException {
        TableVersion newest = table.version(snapshot);
        do {
            sink.restart();
            table.read(snapshot, sink.sinceDay(), sink::rows);
        } while (sink.wantsRestart());
        schema = dataColumns(snapshot);
        commit(newest);
        LOG.debug("{}: read as of version {}", table.path(), newest.number());
    }

    private boolean advance(TableVersion from) throws IOException {
        if (!table.hasCommit(from.number() + 1)) {
            return ++idle % THOROUGH == 0 && checked(from);
        }
        try {
            TableCommit.from(table, from.number() + 1, this::take);
        } catch (CommitRangeNotFoundException e) {
            return false;
        } catch (KernelException e) {
            LOG.debug("{}: starting over after version {}: {}", table.path(), from.number(), e.getMessage());
            sink.abandon();
            startOver();
        }
        return !from.equals(version);
    }

    private boolean take(TableCommit commit) throws IOException {
        if (commit.rewrites()) {
            LOG.debug("{}: version {} rewrites rows or schema; starting over", table.path(), commit.number());
            startOver();
            return false;
        }
        commit.read(table.engine(), schema, sink::rows);
        if (sink.wantsRestart()) {
            startOver();
            return false;
        }
        TableVersion next = new TableVersion(
                version == null ? "" : version.table(), commit.number(), Instant.ofEpochMilli(commit.millis()));
        commit(next);
        LOG.debug("{}: version {} taken in", table.path(), next.number());
        return true;
    }

    private boolean checked(TableVersion from) throws IOException {
        Optional<Snapshot> snapshot = table.snapshot();
        if (snapshot.isPresent()) {
            TableVersion newest = table.version(snapshot.get());
            boolean other = !newest.table().equals(from.table()) || newest.number() < from.number();
            if (other || (newest.number() > from.number() && !table.hasCommit(from.number() + 1))) {
                restart(snapshot.get());
                return true;
            }
        }
        return false;
    }

    private void startOver() throws IOException {
        Optional<Snapshot> snapshot = table.snapshot();
        if (snapshot.isPresent()) {
            restart(snapshot.get());
        }
    }

    private static StructType dataColumns(Snapshot snapshot) {
        StructType data = new StructType();
        for (StructField field : snapshot.getSchema().fields()) {
            if (!snapshot.getPartitionColumnNames().contains(field.getName())) {
                data = data.add(field);
            }
        }
        return data;
    }
}
