package io.assay.jobs.stream;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.run.RunEnvironment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoint of a stream for which nobody names one: a folder of the warehouse, named by what the stream reads. A
 * stream that an earlier version began under another name goes on where it is; a file beside it says so.
 */
final class StreamCheckpoint {
    private final FileSystem files;
    private final Path all;
    private final DatasetName dataset;

    private StreamCheckpoint(FileSystem files, Path all, DatasetName dataset) {
        this.files = files;
        this.all = all;
        this.dataset = dataset;
    }

    /** Where the dataset's stream of this source has its checkpoint, or is to have it. */
    static String of(RunEnvironment environment, DatasetName dataset, StreamSource source) {
        String all = environment.warehouse().layout().checkpoint(dataset);
        try {
            Path path = new Path(all);
            FileSystem files = path.getFileSystem(environment.hadoop());
            return all + "/" + new StreamCheckpoint(files, path, dataset).name(source);
        } catch (IOException e) {
            throw new ExternalException(all, "cannot be used: " + e.getMessage(), "make it readable and writable", e);
        }
    }

    private String name(StreamSource source) throws IOException {
        String own = hash(source.identity());
        Path note = new Path(all, own + ".continues");
        if (files.exists(new Path(all, own))) {
            return own;
        }
        try (var in = files.open(note)) {
            String former = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return source.hasRead(new Path(all, former).toString()) ? former : own;
        } catch (FileNotFoundException e) {
            return begun(source, own, note);
        }
    }

    private String begun(StreamSource source, String own, Path note) throws IOException {
        for (String identity : source.formerIdentities()) {
            String former = hash(identity);
            Path checkpoint = new Path(all, former);
            if (files.exists(checkpoint) && source.hasRead(checkpoint.toString())) {
                write(note, former);
                return former;
            }
        }
        return own;
    }

    private void write(Path note, String former) throws IOException {
        Path written = new Path(all, "." + note.getName() + ".tmp");
        try (var out = files.create(written, true)) {
            out.write((former + "\n").getBytes(StandardCharsets.UTF_8));
        }
        files.rename(written, note);
    }

    private String hash(String identity) {
        return RunId.hash(dataset, List.of(identity));
    }
}
