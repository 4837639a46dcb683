import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Streams from a Kafka broker on the same machine and from a folder, in one warm JVM: latency and CPU time of a small
 * micro-batch; CPU time and throughput of micro-batches of two sizes beside {@code ingest} of the same rows from a
 * file, in turns; the state of a stream. The contract has eight rules; with a key also {@code uniqueWithin: 1d}. Run by
 * {@code benchmarks/run stream}.
 */
final class StreamBenchmark {
    private static final int SMALL = 100;
    private static final int[] SIZES = {50_000, 250_000};

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Path scratch;
    private final EventProjects events;
    private final PrintStream out;
    private final int warmUps;
    private final int measured;

    private StreamBenchmark(Path scratch, String broker, int measured, PrintStream out) {
        this.scratch = scratch;
        this.events = new EventProjects(scratch, broker);
        this.warmUps = measured / 2;
        this.measured = measured;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        StreamBenchmark benchmark =
                new StreamBenchmark(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[4]), System.out);
        System.setOut(System.err);
        int rows = Integer.parseInt(arguments[2]);
        int turns = Integer.parseInt(arguments[3]);
        if (benchmark.measured > 0) {
            benchmark.smallOfTopic(false);
            benchmark.smallOfTopic(true);
        }
        for (boolean keyed : rows == 0 ? new boolean[] {} : new boolean[] {false, true}) {
            benchmark.large(keyed, rows, turns);
        }
        benchmark.memory(Math.max(rows / 2, 100_000));
        if (benchmark.measured > 0) {
            benchmark.smallOfFolder();
        }
        System.exit(0); // streams are still there
    }

    /** A topic to its end in small micro-batches, one right after the other: what the measured ones took, all of it. */
    private void smallOfTopic(boolean keyed) throws Exception {
        Path project = events.project(keyed, SMALL);
        String topic = "small-" + project.getFileName();
        events.send(topic, 0, SMALL * warmUps);
        events.stream(project, topic);
        events.send(topic, SMALL * warmUps, SMALL * measured);
        StreamCost all = events.stream(project, topic);
        StreamCost nothing = events.stream(project, topic); // what starting the stream costs
        List<Double> ends = CheckpointFiles.times(project, "commits", warmUps);
        List<Double> latencies = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            latencies.add(ends.get(i) - ends.get(i - 1));
        }
        small("of a topic" + words(keyed), latencies, (all.cpu() - nothing.cpu()) / measured);
        out.printf(
                "checkpoint after %d micro-batches: %d KB%n",
                warmUps + measured, CheckpointFiles.size(project.resolve("warehouse/checkpoints")) / 1024);
    }

    /** A file for each micro-batch of a stream that goes on, one after the other: what it takes once it is seen. */
    private void smallOfFolder() throws Exception {
        Path project = events.project(false, SMALL);
        Path folder = Files.createDirectories(scratch.resolve("small files"));
        events.startStream(project, folder.toString());
        long began = MACHINE.getProcessCpuTime();
        for (int i = 0; i < warmUps + measured; i++) {
            if (i == warmUps) {
                began = MACHINE.getProcessCpuTime();
            }
            EventProjects.file(folder.resolve("%06d.json".formatted(i)), i * SMALL, SMALL);
            while (CheckpointFiles.times(project, "commits", i).isEmpty()) {
                Thread.sleep(50);
            }
        }
        double cpu = (MACHINE.getProcessCpuTime() - began) / 1e9;
        List<Double> begins = CheckpointFiles.times(project, "offsets", warmUps);
        List<Double> latencies = CheckpointFiles.times(project, "commits", warmUps);
        for (int i = 0; i < latencies.size(); i++) {
            latencies.set(i, latencies.get(i) - begins.get(i));
        }
        small("of a folder, a file each", latencies, cpu / measured);
    }

    private void small(String what, List<Double> latencies, double cpu) {
        out.printf(
                Locale.ROOT,
                "micro-batches of %d rows %s: median %.2f s, p95 %.2f s (of %d, goal < 1), %.2f s CPU%n",
                SMALL,
                what,
                StreamTurns.median(latencies),
                StreamTurns.quantile(latencies, 0.95),
                latencies.size(),
                cpu);
    }

    /** Micro-batches of two sizes, of a topic and of a folder, and the same rows as one batch. */
    private void large(boolean keyed, int rows, int turns) throws Exception {
        String topic = "large" + keyed;
        events.send(topic, 0, rows);
        Path one = scratch.resolve(topic + ".json");
        EventProjects.file(one, 0, rows);
        StreamTurns batch = new StreamTurns();
        List<StreamTurns> topics = new ArrayList<>();
        List<StreamTurns> folders = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            topics.add(new StreamTurns());
            folders.add(new StreamTurns());
        }
        for (int turn = 0; turn <= turns; turn++) { // the first one warms up
            for (int i = 0; i < SIZES.length; i++) {
                Path project = events.project(keyed, SIZES[i]);
                StreamCost all = events.stream(project, topic);
                topics.get(i).add(turn, all.less(events.stream(project, topic), 1));
                folders.get(i).add(turn, files(keyed, rows, SIZES[i]));
            }
            batch.add(turn, events.assay(events.project(keyed, rows), "ingest", "events", "--input", one.toString()));
            System.err.printf("turn %d: topic %s, folder %s, batch %s%n", turn, topics, folders, batch);
        }
        for (int i = 0; i < SIZES.length; i++) {
            topics.get(i).report(out, "topic" + words(keyed), rows, SIZES[i], batch);
            folders.get(i).report(out, "folder" + words(keyed), rows, SIZES[i], batch);
        }
        fit("topic" + words(keyed), topics, rows);
        fit("folder" + words(keyed), folders, rows);
        Files.delete(one);
    }

    /** Files of that many rows, delivered one by one. */
    private StreamCost files(boolean keyed, int rows, int size) throws Exception {
        Path project = events.project(keyed, size);
        Path folder = Files.createDirectories(scratch.resolve("files of " + project.getFileName()));
        StreamCost all = new StreamCost(0, 0, 0);
        int count = 0;
        for (int first = 0; first < rows; first += size, count++) {
            EventProjects.file(folder.resolve("%09d.json".formatted(first)), first, Math.min(size, rows - first));
            all = all.plus(events.stream(project, folder));
        }
        return all.less(events.stream(project, folder), count);
    }

    /** What a micro-batch costs and what a row costs, from the two sizes. */
    private void fit(String what, List<StreamTurns> sizes, int rows) {
        StreamCost small = sizes.get(0).median();
        StreamCost large = sizes.get(1).median();
        double each = (small.cpu() - large.cpu()) / (small.batches() - large.batches());
        out.printf(
                Locale.ROOT,
                "%s, fit by both sizes: %.2f s CPU a micro-batch and %.2f microseconds a row%n",
                what,
                each,
                (large.cpu() - each * large.batches()) / rows * 1e6);
    }

    /** What a stream holds in memory for each row of the span of {@code uniqueWithin}, while it goes on. */
    private void memory(int rows) throws Exception {
        Path project = events.project(true, rows);
        String topic = "memory";
        events.send(topic, 0, 1_000);
        events.startStream(project, events.address(topic));
        CheckpointFiles.awaitOffsets(project, 1_000);
        long before = heap();
        events.send(topic, 1_000, rows);
        CheckpointFiles.awaitOffsets(project, 1_000 + rows);
        out.printf(
                Locale.ROOT,
                "memory of uniqueWithin: %.1f bytes a row of the span (of %d rows)%n",
                (heap() - before) / (double) rows,
                rows);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String words(boolean keyed) {
        return keyed ? " with a key, uniqueWithin 1d" : "";
    }
}
