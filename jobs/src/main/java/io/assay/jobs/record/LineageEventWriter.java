package io.assay.jobs.record;

import io.assay.jobs.warehouse.AtomicFile;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.lineage.LineageEvent;
import io.assay.lineage.Transport;
import io.assay.warehouse.lineage.LineageFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Keeps lineage events in the warehouse: one file an event, in one line; a folder a day (UTC). */
public final class LineageEventWriter implements Transport {
    private final Path folder;
    private final Configuration hadoop;

    public LineageEventWriter(Warehouse warehouse, Configuration hadoop) {
        this.folder = new Path(warehouse.layout().lineage());
        this.hadoop = hadoop;
    }

    @Override
    public String target() {
        return folder.toString();
    }

    /** Writes beside and renames, so that no reader sees half an event. */
    @Override
    public void send(LineageEvent event) throws IOException {
        FileSystem files = folder.getFileSystem(hadoop);
        String name = LineageFiles.name(event.at(), event.run(), event.state().name());
        Path file = new Path(new Path(folder, LineageFiles.day(event.at())), name);
        // line ends are white space in JSON: what is inside a text is escaped
        AtomicFile.write(files, file, event.json().strip().replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
    }
}
