package io.assay.jobs.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.assay.jobs.warehouse.AtomicFile;
import io.assay.jobs.warehouse.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of leases, {@code assay/running/<run>_<token>.json}; each is written again every minute. */
public final class LeaseFolder {
    /** A process of another machine that did not renew its lease for this long is dead. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String ENDING = ".json";

    private final Path folder;
    private final Configuration hadoop;

    public LeaseFolder(Warehouse warehouse, Configuration hadoop) {
        this.folder = new Path(warehouse.layout().running());
        this.hadoop = hadoop;
    }

    /** The leases of one run. */
    List<LeaseDocument> of(String run) {
        return read(fileName(run) + "_").stream()
                .filter(lease -> lease.run().equals(run)) // the name of run 'day_2' begins like those of 'day'
                .toList();
    }

    List<LeaseDocument> all() {
        return read("");
    }

    private List<LeaseDocument> read(String beginning) {
        List<LeaseDocument> leases = new ArrayList<>();
        try {
            for (FileStatus file : files().listStatus(folder)) {
                String name = file.getPath().getName();
                if (name.startsWith(beginning) && name.endsWith(ENDING) && !name.startsWith(".")) {
                    add(leases, file.getPath());
                }
            }
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return leases;
    }

    private void add(List<LeaseDocument> leases, Path file) throws IOException {
        try (InputStream in = files().open(file)) {
            leases.add(LeaseDocument.of(in.readAllBytes()));
        } catch (FileNotFoundException ended) {
            // its run ended since the folder was listed
        } catch (JsonProcessingException | DateTimeException unreadable) {
            // not written by a lease, or by a process that died while it wrote: nobody can wait for it
        }
    }

    boolean isLive(LeaseDocument lease) {
        ProcessIdentity process = lease.process();
        if (process.sameMachine(ProcessIdentity.ofThisProcess())) {
            return process.runs();
        }
        try {
            return age(file(lease)).compareTo(PATIENCE) < 0;
        } catch (FileNotFoundException ended) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the file system's clock, not by this machine's. */
    private Duration age(Path file) throws IOException {
        Path probe = new Path(folder, "." + UUID.randomUUID());
        files().create(probe, true).close();
        long now = files().getFileStatus(probe).getModificationTime();
        files().delete(probe, false);
        return Duration.ofMillis(now - files().getFileStatus(file).getModificationTime());
    }

    /** Readers see all of the lease or nothing. */
    void write(LeaseDocument lease) {
        try {
            AtomicFile.write(files(), file(lease), lease.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the file a new time; if that fails once, the next one is a minute later. */
    void renew(LeaseDocument lease) {
        try {
            Path file = file(lease);
            long before = files().getFileStatus(file).getModificationTime();
            files().setTimes(file, System.currentTimeMillis(), -1);
            if (files().getFileStatus(file).getModificationTime() == before) { // an object store has no such call
                try (OutputStream out = files().create(file, true)) {
                    out.write(lease.json());
                }
            }
        } catch (IOException | RuntimeException e) {
            // the patience is many times as long
        }
    }

    void remove(String run, String token) {
        try {
            files().delete(file(run, token), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(LeaseDocument lease) {
        return file(lease.run(), lease.token());
    }

    private Path file(String run, String token) {
        return new Path(folder, fileName(run) + "_" + token + ENDING);
    }

    private static String fileName(String run) { // Hadoop allows no colon in a name
        return run.replace(':', '~');
    }

    private FileSystem files() throws IOException {
        return folder.getFileSystem(hadoop);
    }
}
