package io.assay.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process dies after a step of a run, on each path to the commit point; the next one goes on. All pairs of path and
 * step are too many for every build: {@code -Dkills=N} of them are taken, in an order that the printed seed gives
 * ({@code -Dkills.seed=SEED} repeats it), so that each path is taken once before any is taken again.
 */
class KilledRunsIT {
    private static final List<String> RESULTS = List.of(
            "SELECT id, amount, note FROM datasets.orders ORDER BY id",
            "SELECT concat_ws(',', reasons.rule) AS r, get_json_object(row, '$.note') AS n FROM quarantine.orders"
                    + " ORDER BY n, r",
            "SELECT rule, count(*), sum(violations) FROM assay.rules GROUP BY rule ORDER BY rule");

    @TempDir
    Path folder;

    @Test
    void whateverStepAProcessDiesAfterTheNextOneLeavesTheSame() throws Exception {
        long seed = Long.getLong("kills.seed", System.nanoTime());
        int kills = Integer.getInteger("kills", 6);
        System.out.println("KilledRunsIT: -Dkills.seed=" + seed + " -Dkills=" + kills);
        Map<CommitPath, List<String>> expected = new EnumMap<>(CommitPath.class);
        for (Kill kill : kills(new Random(seed), kills)) {
            if (!expected.containsKey(kill.path())) {
                TestProject once = kill.path().project(folder.resolve("once-" + kill.path()));
                finish(kill.path(), once);
                expected.put(kill.path(), results(kill.path(), once));
            }
            String name = kill.path() + "-" + kill.step();
            TestProject project = kill.path().project(folder.resolve(name));
            Path log = folder.resolve(name + ".txt");
            Process process = KilledProcess.start(log, kill.path(), kill.step(), project.folder());
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(name).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", name, Files.readString(log))
                    .isEqualTo(KilledProcess.KILLED);
            finish(kill.path(), project);
            assertThat(results(kill.path(), project)).as(name).isEqualTo(expected.get(kill.path()));
            assertComplete(name, project);
        }
    }

    private record Kill(CommitPath path, PublishStep step) {}

    private static List<Kill> kills(Random random, int number) {
        List<Kill> kills = new ArrayList<>();
        Map<CommitPath, List<PublishStep>> left = new EnumMap<>(CommitPath.class);
        for (CommitPath path : CommitPath.values()) {
            List<PublishStep> steps = new ArrayList<>(path.steps());
            Collections.shuffle(steps, random);
            left.put(path, steps);
        }
        List<CommitPath> paths = new ArrayList<>(List.of(CommitPath.values()));
        while (kills.size() < number && !left.isEmpty()) {
            Collections.shuffle(paths, random);
            for (CommitPath path : paths) {
                List<PublishStep> steps = left.getOrDefault(path, List.of());
                if (!steps.isEmpty() && kills.size() < number) {
                    kills.add(new Kill(path, steps.remove(0)));
                }
                left.computeIfPresent(path, (key, rest) -> rest.isEmpty() ? null : rest);
            }
        }
        return kills;
    }

    private static void finish(CommitPath path, TestProject project) {
        path.run(project.folder(), project.context().environment(), PublishProgress.none());
    }

    private static List<String> results(CommitPath path, TestProject project) {
        List<String> results = new ArrayList<>();
        RESULTS.forEach(query -> results.addAll(project.rows(query)));
        if (path == CommitPath.COMPUTE) {
            for (String view : List.of("a_view", "b_view")) {
                results.addAll(
                        project.rows("SELECT id, kind, sequence, amount FROM features." + view + " ORDER BY id"));
            }
        }
        return results;
    }

    /** Every commit is in the log once and was reported to lineage; nothing is left of the process that died. */
    private static void assertComplete(String name, TestProject project) throws IOException {
        assertThat(project.rows("SELECT run, status FROM assay.runs GROUP BY run, status HAVING count(*) > 1"))
                .as(name)
                .isEmpty();
        assertThat(project.rows("SELECT DISTINCT _run FROM datasets.orders ORDER BY 1"))
                .as(name)
                .isEqualTo(project.rows("SELECT run FROM assay.runs WHERE status = 'published' ORDER BY 1"));
        assertThat(project.rows("SELECT get_json_object(body, '$.lineage_run') FROM assay.runs"
                        + " WHERE status IN ('published', 'computed')"
                        + " EXCEPT SELECT run FROM assay.lineage WHERE event = 'COMPLETE'"))
                .as(name)
                .isEmpty();
        assertThat(project.rows("SELECT name FROM assay.datasets.orders.refs"))
                .as(name)
                .containsExactly("[main]");
        if (project.folder().resolve("warehouse/deleted/orders").toFile().exists()) {
            assertThat(project.rows("SELECT name FROM assay.deleted.orders.refs"))
                    .as(name)
                    .containsExactly("[main]");
        }
        assertThat(project.rows("SELECT name FROM assay.quarantine.orders.refs"))
                .as(name)
                .containsExactly("[main]");
        Path warehouse = project.folder().resolve("warehouse");
        for (String table : List.of("datasets/orders", "quarantine/orders")) {
            assertThat(new TreeSet<>(files(warehouse.resolve(table))))
                    .as("%s: %s", name, table)
                    .isEqualTo(new TreeSet<>(project.rows("SELECT regexp_extract(file_path, '[^/]*$', 0) FROM assay."
                            + table.replace('/', '.') + ".all_data_files")));
        }
        for (String state : List.of("pending", "running")) {
            assertThat(warehouse.resolve("assay/" + state).toFile().list((dir, file) -> file.endsWith(".json")))
                    .as("%s: %s", name, state)
                    .isNullOrEmpty();
        }
    }

    private static List<String> files(Path table) throws IOException {
        try (Stream<Path> files = Files.walk(table)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .map(file -> "[" + file.getFileName() + "]")
                    .toList();
        }
    }
}
