package io.assay.jobs.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.publication.TableChanges;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What changed in a dataset, and feature logs that follow it. {@code -Dchanges=N} operations of a random history,
 * {@code -Dchanges.seed=SEED} repeats one.
 */
class ChangedDatasetTest {
    /** The rows that a log says there are: added after the last erase of their key. */
    private static final String EFFECTIVE = """
            SELECT %s FROM features.%s l
            LEFT JOIN (SELECT owner AS o, max(sequence) AS erased FROM features.%2$s WHERE kind = 'erase' GROUP BY owner)
            ON l.owner = o WHERE kind = 'add' AND sequence > coalesce(erased, -1)""";

    private enum Mode {
        UPSERT("writeMode: upsert", "deletedWhen: 'v < 0'"),
        REPLACED_PARTITIONS("writeMode: replace", "replaceBy: partition"),
        REPLACED("writeMode: replace");

        private final String properties;

        Mode(String... properties) {
            this.properties = Stream.of(properties)
                    .map(property -> property.split(": ", 2))
                    .map(parts -> "      - {property: %s, value: %s}".formatted(parts[0], parts[1]))
                    .collect(Collectors.joining("\n"));
        }
    }

    @TempDir
    Path folder;

    private static TestProject project(Path folder, Mode mode) {
        TestProject project = TestProject.in(folder)
                .with("entities.yaml", "entities:\n  person: {join_keys: {owner: string}}\n")
                .with("views/newest.yaml", """
                        view: newest
                        entity: person
                        source: {dataset: a, event_time: timestamp_seconds(at)}
                        latest: [v, {name: item, of: id}]
                        """)
                .with("views/counted.yaml", """
                        view: counted
                        entity: person
                        source: {dataset: a, event_time: timestamp_seconds(at)}
                        window: [{name: n, aggregate: count, over: 1h}]
                        """);
        contract(project, mode, 100, 0);
        return project;
    }

    private static void contract(TestProject project, Mode mode, int maximum, int version) {
        project.with("contracts/a.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: a
                version: 1.%d.0
                status: active
                schema:
                  - name: a
                    customProperties:
                %s
                    properties:
                      - {name: owner, logicalType: string%s}
                      - {name: id, logicalType: integer, primaryKey: true}
                      - {name: at, logicalType: integer}
                      - {name: v, logicalType: integer, logicalTypeOptions: {maximum: %d}}
                """.formatted(
                        version,
                        mode.properties,
                        mode == Mode.REPLACED_PARTITIONS ? ", primaryKey: true, partitioned: true" : "",
                        maximum));
    }

    private static String csv(TestProject project, int number, List<String> lines) {
        List<String> all = new ArrayList<>(List.of("owner,id,at,v"));
        all.addAll(lines);
        return project.file("in/%d.csv".formatted(number), all.toArray(String[]::new));
    }

    private static void ingest(TestProject project, int number, String... lines) {
        Ended ended = project.report("ingest", "a", "--input", csv(project, number, List.of(lines)));
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
    }

    private static Table table(TestProject project) {
        return Session.iceberg(project.spark()).loadTable(IcebergTables.dataset(new DatasetName("a")));
    }

    private static List<String> text(Optional<Dataset<Row>> rows) {
        return rows.map(found -> found.select("owner", "id", "at", "v").collectAsList().stream()
                        .map(Row::toString)
                        .sorted()
                        .toList())
                .orElse(List.of());
    }

    @Test
    void ofAFileThatWasWrittenAgainOnlyTheChangedRowsChanged() {
        TestProject project = project(folder, Mode.UPSERT);
        ingest(project, 1, "x,1,10,1", "x,2,20,2", "y,3,30,3", "z,4,40,4");
        long first = table(project).currentSnapshot().snapshotId();
        ingest(project, 2, "x,2,20,22", "y,3,30,-1", "z,5,50,5");
        Table table = table(project);
        long second = table.currentSnapshot().snapshotId();

        try (TableChanges changes = TableChanges.between(table, first, second).orElseThrow()) {
            assertThat(text(changes.inserted(project.spark()))).containsExactly("[x,2,20,22]", "[z,5,50,5]");
            assertThat(text(changes.removed(project.spark()))).containsExactly("[x,2,20,2]", "[y,3,30,3]");
        }
        try (TableChanges back = TableChanges.between(table, second, first).orElseThrow()) {
            assertThat(text(back.inserted(project.spark()))).containsExactly("[x,2,20,2]", "[y,3,30,3]");
        }
        assertThat(TableChanges.between(table, 17, second)).isEmpty();
    }

    @Test
    void aCompactionChangesNothingAndAfterAnExpiryEverythingIsReadAgain() {
        TestProject project = project(folder, Mode.UPSERT);
        for (int i = 1; i <= 5; i++) {
            ingest(project, i, "x%d,%d,10,1".formatted(i, i));
        }
        long before = table(project).currentSnapshot().snapshotId();
        assertThat(project.run("maintain").exit()).isZero();
        Table table = table(project);
        assertThat(table.currentSnapshot().snapshotId()).isNotEqualTo(before);
        try (TableChanges none = TableChanges.between(
                        table, before, table.currentSnapshot().snapshotId())
                .orElseThrow()) {
            assertThat(text(none.inserted(project.spark()))).isEmpty();
            assertThat(text(none.removed(project.spark()))).isEmpty();
        }

        assertThat(project.run("compute").exit()).isZero();
        ingest(project, 6, "x1,1,10,2");
        ingest(project, 7, "x1,1,10,3");
        assertThat(project.run("maintain", "--snapshots", "0s").exit()).isZero();
        Ended whole = project.report("compute");
        assertThat(whole.json().at("/views/0/rows/read").asLong()).isEqualTo(5);
        assertFollowed(project);
    }

    @Test
    void onlyTheKeysOfChangedRowsAreReadAndWrittenAgain() {
        TestProject project = project(folder, Mode.UPSERT);
        ingest(project, 1, "x,1,10,1", "x,2,20,2", "y,3,30,3", "z,4,40,4");
        assertThat(project.run("compute").exit()).isZero();
        ingest(project, 2, "x,2,25,22", "w,5,50,5");
        Ended changed = project.report("compute", "newest");
        assertThat(changed.json().at("/views/0/rows/read").asLong()).isEqualTo(3);
        assertThat(project.rows("SELECT owner, kind, v, sequence FROM features.newest ORDER BY sequence, 2 DESC, 1, 3"))
                .containsExactly(
                        "[x,erase,null,1]",
                        "[x,add,1,1]",
                        "[x,add,2,1]",
                        "[y,add,3,1]",
                        "[z,add,4,1]",
                        "[w,add,5,2]",
                        "[x,add,1,2]",
                        "[x,add,22,2]");
        ingest(project, 3, "v,6,60,6");
        Ended added = project.report("compute");
        assertThat(added.json().at("/views/1/rows/read").asLong()).isEqualTo(1);
        assertFollowed(project);
    }

    private static void assertFollowed(TestProject project) {
        assertThat(project.rows(EFFECTIVE.formatted("owner, item, unix_seconds(event_time), v", "newest")))
                .containsExactlyInAnyOrderElementsOf(project.rows("SELECT owner, id, at, v FROM datasets.a"));
        assertThat(project.rows("SELECT owner, sum(events) FROM (" + EFFECTIVE.formatted("owner, events", "counted")
                        + ") GROUP BY owner"))
                .containsExactlyInAnyOrderElementsOf(
                        project.rows("SELECT owner, count(*) FROM datasets.a GROUP BY owner"));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void logsFollowAnyHistory(Mode mode) {
        long seed = Long.getLong("changes.seed", System.nanoTime());
        int operations = Integer.getInteger("changes", 4);
        System.out.println("ChangedDatasetTest: -Dchanges.seed=" + seed + " -Dchanges=" + operations);
        History history = new History(project(folder, mode), new Random(seed), mode);
        for (int i = 0; i < operations; i++) {
            history.change("seed %d, operation %d".formatted(seed, i));
        }
    }

    private static final class History {
        private final TestProject project;
        private final Random random;
        private final Mode mode;
        private final Partitions model;
        private List<String> before = List.of();
        private Optional<Long> snapshot = Optional.empty();
        private int files;

        History(TestProject project, Random random, Mode mode) {
            this.project = project;
            this.random = random;
            this.mode = mode;
            this.model = new Partitions(line -> mode == Mode.REPLACED ? "all" : line.owner());
        }

        void change(String where) {
            int kind = random.nextInt(6);
            if (kind == 0 && files > 0) {
                replay();
            } else if (kind == 1 && files > 0) {
                String span = random.nextBoolean() ? "0s" : "7d";
                assertThat(project.run("maintain", "--snapshots", span).exit()).isZero();
            } else {
                ingest();
            }
            List<String> now = text(Optional.of(project.sql("SELECT * FROM datasets.a")));
            if (mode != Mode.UPSERT) {
                assertThat(now).as(where).isEqualTo(model.rows());
            }
            Table table = table(project);
            long head = table.currentSnapshot().snapshotId();
            snapshot.flatMap(from -> TableChanges.between(table, from, head)).ifPresent(changes -> {
                try (changes) {
                    assertThat(text(changes.inserted(project.spark())))
                            .as(where)
                            .isEqualTo(without(now, before));
                    assertThat(text(changes.removed(project.spark()))).as(where).isEqualTo(without(before, now));
                }
            });
            if (random.nextInt(3) > 0) { // else the next one is about several
                before = now;
                snapshot = Optional.of(head);
                Ended computed = project.report("compute");
                assertThat(computed.exit()).as(where + computed.err()).isZero();
                assertFollowed(project);
            }
        }

        private static List<String> without(List<String> rows, List<String> others) {
            List<String> left = new ArrayList<>(rows);
            others.forEach(left::remove);
            return left;
        }

        /** No two lines are the same, so that texts tell which rows changed; the last one is good. */
        private void ingest() {
            List<Line> lines = new ArrayList<>();
            int number = 1 + random.nextInt(5);
            for (int i = 0; i < number; i++) {
                int id = random.nextInt(6);
                if (lines.stream().noneMatch(line -> line.id() == id)) {
                    boolean bad = i < number - 1 && random.nextInt(3) == 0;
                    int v = bad
                            ? 200 + random.nextInt(100)
                            : random.nextInt(6) == 0 && mode == Mode.UPSERT ? -1 : 1 + id;
                    lines.add(new Line("p" + random.nextInt(4), id, files * 100 + i, v));
                }
            }
            lines.add(new Line("p" + random.nextInt(4), 7, files * 100 + 50, 7));
            String file = csv(project, ++files, lines.stream().map(Line::csv).toList());
            Ended ended = project.report("ingest", "a", "--input", file);
            assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
            model.replace(lines);
        }

        private void replay() {
            contract(project, mode, 1000, 2 * files);
            Ended ended = project.report("quarantine", "replay", "a");
            assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
            contract(project, mode, 100, 2 * files + 1);
            model.replay();
        }
    }

    private record Line(String owner, int id, int at, int v) {
        String csv() {
            return "%s,%d,%d,%d".formatted(owner, id, at, v);
        }

        String row() {
            return "[%s,%d,%d,%d]".formatted(owner, id, at, v);
        }
    }

    /** A dataset whose batches replace partitions, or all there is as if it were one, as a map. */
    private static final class Partitions {
        private final Map<String, List<Line>> rows = new TreeMap<>();
        private final Map<String, Integer> newest = new TreeMap<>();
        private final Map<Line, Integer> kept = new LinkedHashMap<>();
        private final Function<Line, String> partition;
        private int batches;

        Partitions(Function<Line, String> partition) {
            this.partition = partition;
        }

        void replace(List<Line> lines) {
            batches++;
            List<Line> good = lines.stream().filter(line -> line.v() <= 100).toList();
            good.forEach(line -> rows.put(partition.apply(line), new ArrayList<>()));
            good.forEach(line -> rows.computeIfAbsent(partition.apply(line), key -> new ArrayList<>())
                    .add(line));
            good.forEach(line -> newest.put(partition.apply(line), batches));
            lines.stream().filter(line -> line.v() > 100).forEach(line -> kept.put(line, batches));
        }

        void replay() {
            batches += kept.isEmpty() ? 0 : 1;
            kept.forEach((line, batch) -> {
                if (newest.getOrDefault(partition.apply(line), 0) <= batch) {
                    rows.computeIfAbsent(partition.apply(line), key -> new ArrayList<>())
                            .add(line);
                    newest.merge(partition.apply(line), batch, Math::max);
                }
            });
            kept.clear();
        }

        List<String> rows() {
            return rows.values().stream()
                    .flatMap(List::stream)
                    .map(Line::row)
                    .sorted()
                    .toList();
        }
    }
}
