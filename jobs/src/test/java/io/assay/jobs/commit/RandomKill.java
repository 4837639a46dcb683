package io.assay.jobs.commit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** SIGKILL at a random moment of a run: {@code -Dkills=20} kills more often, {@code -Dseed=N} at other moments. */
public final class RandomKill {
    private static final String LEASES = "warehouse/assay/running";

    private final Path project;
    private final Random random;

    private RandomKill(Path project, long seed) {
        this.project = project;
        this.random = new Random(seed);
    }

    /** How often. */
    public static int times() {
        return Integer.getInteger("kills", 2);
    }

    /** Prints the seed that repeats the moments. */
    public static RandomKill in(Path project) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.printf("-Dseed=%d -Dkills=%d%n", seed, times());
        return new RandomKill(project, seed);
    }

    /** Kills a process at most {@code millis} after its run began; whether it had not ended before. */
    public boolean during(Process process, int millis) throws Exception {
        long before = leases();
        for (int i = 0; i < 1_200 && process.isAlive() && leases() == before; i++) {
            process.waitFor(100, TimeUnit.MILLISECONDS); // a kill while Spark starts would prove nothing
        }
        if (process.waitFor(random.nextInt(millis), TimeUnit.MILLISECONDS)) {
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    private long leases() throws Exception {
        Path folder = project.resolve(LEASES);
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
