package io.assay.online.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableFollowerTest {
    private static final StructType SCHEMA = new StructType()
            .add("name", StringType.STRING)
            .add("n", LongType.LONG)
            .add("at", TimestampType.TIMESTAMP)
            .add("tags", new ArrayType(StringType.STRING, true))
            .add("day", DateType.DATE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Held sink = new Held();

    @SuppressWarnings("NullAway.Init")
    private TableFollower follower;

    @BeforeEach
    void begin() {
        follower = TableFollower.of(folder.resolve("t").toString(), new Configuration(), sink);
    }

    /** A sink that keeps names, and what happened. */
    private static final class Held implements TableSink {
        final List<String> names = new ArrayList<>();
        final List<String> events = new ArrayList<>();
        private List<String> fresh = new ArrayList<>();

        @Nullable TableVersion version;

        Optional<LocalDate> since = Optional.empty();
        boolean wantsRestart;

        @Override
        public Optional<TableVersion> checkpoint() {
            return Optional.ofNullable(version);
        }

        @Override
        public void restart() {
            names.clear();
            fresh = new ArrayList<>();
            events.add("restart");
        }

        @Override
        public void rows(Iterator<TableRow> rows) {
            rows.forEachRemaining(row -> fresh.add(String.valueOf(row.string("name"))));
        }

        @Override
        public boolean wantsRestart() {
            boolean wants = wantsRestart;
            wantsRestart = false;
            return wants;
        }

        @Override
        public void commit(TableVersion next) {
            names.addAll(fresh);
            fresh = new ArrayList<>();
            version = next;
            events.add("commit " + next.number());
        }

        @Override
        public void abandon() {
            fresh = new ArrayList<>();
        }

        @Override
        public Optional<LocalDate> sinceDay() {
            return since;
        }
    }

    private DeltaFixture table() {
        return new DeltaFixture(folder.resolve("t"), SCHEMA, "day");
    }

    private static Map<String, Object> row(String name) {
        return Map.of("name", name, "n", 1L, "at", 5L, "tags", List.of("x", "y"), "day", "2013-01-02");
    }

    @Test
    void aTableThatIsNotThereYetIsFollowedOnceItIs() {
        assertThat(follower.poll()).isFalse();
        assertThat(follower.opened()).isTrue();
        table().append(row("a"));
        assertThat(follower.poll()).isTrue();
        assertThat(sink.names).containsExactly("a");
    }

    @Test
    void commitsFollowOneByOneAfterTheSnapshot() {
        DeltaFixture table = table();
        table.append(row("a"));
        table.append(row("b"));
        follower.poll();
        table.append(row("c"));
        table.append(row("d"), row("e"));
        assertThat(follower.poll()).isTrue();
        assertThat(follower.poll()).isFalse();
        assertThat(sink.names).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(sink.events).containsExactly("restart", "commit 2", "commit 3", "commit 4");
    }

    @Test
    void rewritesWithoutChangeOfDataAreNothingNew() {
        DeltaFixture table = table();
        List<String> first = table.adds(true, List.of(row("a")));
        table.commit(first);
        follower.poll();
        List<String> compacted = new ArrayList<>(table.adds(false, List.of(row("a"))));
        compacted.add(DeltaFixture.remove(first.get(0), false));
        table.commit(compacted);
        follower.poll();
        assertThat(sink.names).containsExactly("a");
        assertThat(sink.events).containsExactly("restart", "commit 1", "commit 2");
    }

    @Test
    void removedRowsMakeItStartOver() {
        DeltaFixture table = table();
        List<String> first = table.adds(true, List.of(row("a")));
        table.commit(first);
        table.append(row("b"));
        follower.poll();
        table.commit(List.of(DeltaFixture.remove(first.get(0), true)));
        table.append(row("c"));
        follower.poll();
        assertThat(sink.names).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aChangeOfSchemaMakesItStartOver() {
        DeltaFixture table = table();
        table.append(row("a"));
        follower.poll();
        table.changeMetadata();
        follower.poll();
        assertThat(sink.events).containsExactly("restart", "commit 1", "restart", "commit 2");
        assertThat(sink.names).containsExactly("a");
    }

    @Test
    void aSinkThatHoldsAVersionGoesOnFromThere() {
        DeltaFixture table = table();
        table.append(row("a"));
        follower.poll();
        table.append(row("b"));
        TableFollower.of(table.path().toString(), new Configuration(), sink).poll();
        assertThat(sink.names).containsExactly("a", "b");
        assertThat(sink.events).containsExactly("restart", "commit 1", "commit 2");
    }

    @Test
    void anotherTableAtThePathIsReadFromItsStart() throws IOException {
        table().append(row("a"));
        follower.poll();
        Files.move(folder.resolve("t"), folder.resolve("old"));
        DeltaFixture other = table();
        other.append(row("z"));
        other.append(row("y"));
        TableFollower.of(other.path().toString(), new Configuration(), sink).poll();
        assertThat(sink.names).containsExactlyInAnyOrder("z", "y");
    }

    @Test
    void onlyDaysOfUseAreReadFromTheSnapshotAndRowsWithoutADay() {
        DeltaFixture table = table();
        Map<String, Object> undated = new HashMap<>(row("undated"));
        undated.remove("day");
        Map<String, Object> old = new HashMap<>(row("old"));
        old.put("day", "2012-12-31");
        table.append(true, List.of(row("a"), old, undated));
        sink.since = Optional.of(LocalDate.parse("2013-01-02"));
        follower.poll();
        assertThat(sink.names).containsExactlyInAnyOrder("a", "undated");
    }

    @Test
    void filesThatAreTooOldByTheirStatisticsAreNotRead() {
        DeltaFixture table = new DeltaFixture(folder.resolve("t"), SCHEMA);
        table.commit(List.of(
                file(table, "old", "2012-12-31", 0),
                file(table, "undated", "2012-12-31", 1),
                file(table, "new", "2013-01-02", 0)));
        sink.since = Optional.of(LocalDate.parse("2013-01-02"));
        follower.poll();
        assertThat(sink.names).containsExactlyInAnyOrder("undated", "new");
    }

    private static String file(DeltaFixture table, String name, String newest, int undated) {
        Map<String, Object> row = new HashMap<>(row(name));
        row.remove("day");
        String add = table.adds(true, List.of(row)).get(0);
        String stats =
                "{'numRecords':9,'minValues':{'day':'2012-01-01'},'maxValues':{'day':'%s'},'nullCount':{'day':%d}}"
                        .formatted(newest, undated)
                        .replace("'", "\\\"");
        return add.replace("\"dataChange\"", "\"stats\":\"%s\",\"dataChange\"".formatted(stats));
    }

    @Test
    void pathsMayHoldAnyCharacter() {
        DeltaFixture table = new DeltaFixture(folder.resolve("a b%20ü #1"), SCHEMA, "day");
        table.append(row("a"));
        TableFollower odd = TableFollower.of(table.path().toString(), new Configuration(), sink);
        odd.poll();
        table.append(row("b"));
        odd.poll();
        assertThat(sink.names).containsExactly("a", "b");
    }

    @Test
    void aSinkThatCannotTakeACommitInGetsTheSnapshot() {
        DeltaFixture table = table();
        table.append(row("a"));
        follower.poll();
        table.append(row("b"));
        sink.wantsRestart = true;
        follower.poll();
        assertThat(sink.names).containsExactlyInAnyOrder("a", "b");
        assertThat(sink.events).containsExactly("restart", "commit 1", "restart", "commit 2");
    }

    @Test
    void aLogThatLostItsStartIsReadFromTheSnapshot() throws IOException {
        DeltaFixture table = table();
        table.append(row("a"));
        follower.poll();
        table.append(row("b"));
        table.append(row("c"));
        Files.delete(table.path().resolve("_delta_log/%020d.json".formatted(1)));
        follower.poll();
        assertThat(sink.names).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void valuesComeByTheColumnsOwnTypes() {
        table().append(row("a"));
        List<Object> values = new ArrayList<>();
        TableSink reader = new TableSink() {
            @Override
            public void restart() {}

            @Override
            public void rows(Iterator<TableRow> rows) {
                rows.forEachRemaining(row -> {
                    values.add(String.valueOf(row.integer("n")));
                    values.add(String.valueOf(row.integer("at")));
                    values.add(String.valueOf(row.strings("tags")));
                    values.add(String.valueOf(row.value("day")));
                    values.add(String.valueOf(row.value("nowhere")));
                });
            }

            @Override
            public void commit(TableVersion version) {}
        };
        TableFollower.of(folder.resolve("t").toString(), new Configuration(), reader)
                .poll();
        assertThat(values).containsExactly("1", "5", "[x, y]", "2013-01-02", "null");
    }
}
