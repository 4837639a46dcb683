package io.assay.jobs.compute;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system of a process that dies, without a chance to tidy up, when a commit of a Delta table is about to
 * be put in its place: all of its files are written, and nobody sees them.
 */
public final class DyingFileSystem extends DelegateToFileSystem {
    /** Exit code of a process that died as planned. */
    static final int KILLED = 77;

    private static final String DIES_AT = "assay.test.diesAt";
    private static final AtomicInteger COMMITS = new AtomicInteger();

    /** Hadoop makes it by this constructor. */
    public DyingFileSystem(URI uri, Configuration conf) throws IOException, URISyntaxException {
        super(uri, new RawLocalFileSystem(), conf, "file", false);
    }

    /** What a JVM that is to die at its n-th commit, from 1, is started with. */
    static List<String> jvm(int commit) {
        return List.of("-D%s=%d".formatted(DIES_AT, commit));
    }

    /** The setting of Spark by which commits go through here. */
    static String spark() {
        return "spark.hadoop.fs.AbstractFileSystem.file.impl=" + DyingFileSystem.class.getName();
    }

    @Override
    public void renameInternal(Path from, Path to) throws IOException {
        if (to.getName().matches("[0-9]{20}\\.json") && COMMITS.incrementAndGet() == Integer.getInteger(DIES_AT, 0)) {
            System.err.println("dying before " + to);
            Runtime.getRuntime().halt(KILLED);
        }
        super.renameInternal(from, to);
    }
}
