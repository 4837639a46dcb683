package io.assay.jobs.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random batches, deletions, held batches and replays against a plain map: of each key the row of the greatest age, and
 * nothing if that row deletes. {@code -Dupserts=N} operations, {@code -Dupserts.seed=SEED} repeats them.
 */
class UpsertModelTest {
    private static final int KEYS = 5;

    @TempDir
    Path folder;

    private record Line(int id, @Nullable Integer at, boolean deletes, int v, long batch, int position) {
        boolean good(int maximum) {
            return deletes || v <= maximum;
        }

        Line of(long sequence) {
            return new Line(id, at, deletes, v, sequence, position);
        }

        String csv() {
            return "%d,%s,%s,%s".formatted(id, at == null ? "" : at, deletes ? "D" : "U", deletes ? "" : v);
        }
    }

    private record Held(String run, List<Line> lines) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDatasetIsWhatAMapWouldBe(boolean ordered) {
        long seed = Long.getLong("upserts.seed", System.nanoTime());
        int operations = Integer.getInteger("upserts", 6);
        System.out.println("UpsertModelTest: -Dupserts.seed=" + seed + " -Dupserts=" + operations);
        Model model = new Model(TestProject.in(folder), new Random(seed), ordered);
        for (int i = 0; i < operations; i++) {
            model.change();
            assertThat(model.found()).as("seed %d, after operation %d", seed, i).isEqualTo(model.expected());
        }
    }

    private static final class Model {
        private final TestProject project;
        private final Random random;
        private final boolean ordered;
        private final Comparator<Line> age;
        private final Map<Integer, Line> newest = new TreeMap<>();
        private final List<Line> kept = new ArrayList<>();
        private Optional<Held> held = Optional.empty();
        private long sequence;
        private int files;
        private int versions;

        Model(TestProject project, Random random, boolean ordered) {
            this.project = project;
            this.random = random;
            this.ordered = ordered;
            Comparator<Line> arrival = Comparator.comparingLong(Line::batch).thenComparingInt(Line::position);
            this.age = ordered
                    ? Comparator.comparing(Line::at, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
                            .thenComparing(arrival)
                    : arrival;
            contract(100);
        }

        void change() {
            switch (random.nextInt(5)) {
                case 0 -> hold();
                case 1 -> approve();
                case 2 -> replay();
                default -> ingest();
            }
        }

        List<String> found() {
            return project.rows("SELECT id, at, v FROM datasets.a ORDER BY id");
        }

        private void ingest() {
            List<Line> lines = lines();
            Ended ended = project.report("ingest", "a", "--input", file(lines));
            assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
            published(lines, ended);
        }

        private void hold() {
            List<Line> lines = lines();
            String run = "held" + files;
            Ended ended =
                    project.report("ingest", "a", "--input", file(lines), "--run-id", run, "--fail-on", "quarantine");
            if (lines.stream().allMatch(line -> line.good(100))) {
                published(lines, ended);
            } else {
                assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("held");
                held = Optional.of(new Held(run, lines));
            }
        }

        /** At once, or after other batches: then it is validated again. */
        private void approve() {
            if (held.isEmpty()) {
                ingest();
                return;
            }
            Ended ended = project.report("runs", "publish", held.get().run(), "--reason", "why not");
            assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
            published(held.get().lines(), ended);
            held = Optional.empty();
        }

        private void replay() {
            contract(1000);
            Ended ended = project.report("quarantine", "replay", "a");
            assertThat(ended.status())
                    .as(ended.out() + ended.err())
                    .isEqualTo(kept.isEmpty() ? "nothing_new" : "published");
            sequence += kept.isEmpty() ? 0 : 1;
            kept.forEach(this::apply);
            kept.clear();
            contract(100);
        }

        private void published(List<Line> lines, Ended ended) {
            sequence++;
            long before = newest.values().stream()
                    .filter(line -> line.batch() == sequence)
                    .count();
            assertThat(before).isZero();
            for (Line line : lines) {
                if (line.good(100)) {
                    apply(line.of(sequence));
                } else {
                    kept.add(line.of(sequence));
                }
            }
            long effective = newest.values().stream()
                    .filter(line -> line.batch() == sequence && !line.deletes())
                    .count();
            assertThat(ended.rows("published")).as(ended.out()).isEqualTo(effective);
        }

        private void apply(Line line) {
            newest.merge(line.id(), line, (a, b) -> age.compare(a, b) >= 0 ? a : b);
        }

        List<String> expected() {
            return newest.values().stream()
                    .filter(line -> !line.deletes())
                    .map(line -> "[%d,%s,%d]".formatted(line.id(), line.at(), line.v()))
                    .toList();
        }

        /** The last one is good, so that no batch is held because no row passes. */
        private List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            int number = 1 + random.nextInt(5);
            for (int i = 0; i < number; i++) {
                @Nullable Integer at = random.nextInt(6) == 0 ? null : (Integer) random.nextInt(8);
                boolean deletes = random.nextInt(4) == 0;
                boolean bad = i < number - 1 && random.nextInt(4) == 0;
                lines.add(new Line(random.nextInt(KEYS), at, deletes, random.nextInt(100) + (bad ? 200 : 0), 0, i));
            }
            return lines;
        }

        private String file(List<Line> lines) {
            List<String> all = new ArrayList<>(List.of("id,at,op,v"));
            lines.forEach(line -> all.add(line.csv()));
            return project.file("in/%d.csv".formatted(++files), all.toArray(String[]::new));
        }

        private void contract(int maximum) {
            project.with("contracts/a.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: a
                version: 1.%d.0
                status: active
                schema:
                  - name: a
                    customProperties:
                      - {property: writeMode, value: upsert}
                      - {property: deletedWhen, value: "op = 'D'"}
                      %s
                    properties:
                      - {name: id, logicalType: integer, primaryKey: true}
                      - {name: at, logicalType: integer}
                      - {name: op, logicalType: string}
                      - {name: v, logicalType: integer, required: true, logicalTypeOptions: {maximum: %d}}
                """.formatted(
                            ++versions, ordered ? "- {property: orderBy, value: at}" : "", maximum));
        }
    }
}
