package io.assay.service.lineage;

import io.assay.lineage.received.ReceivedEvent;
import io.assay.warehouse.WarehouseLayout;
import io.assay.warehouse.lineage.LineageFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The warehouse's folder of lineage events: a folder a day, a file an event, as jobs write them. */
final class LineageEventReader {
    private final FileSystem files;
    private final Path root;

    LineageEventReader(String warehouse) throws IOException {
        String folder = new WarehouseLayout(warehouse).lineage();
        root = folder.contains(":") ? new Path(URI.create(folder)) : new Path("file://" + folder);
        files = root.getFileSystem(new Configuration());
    }

    /**
     * The days that have events, each with a marker that changes when a file is added (where the file system has one).
     */
    List<Day> days() throws IOException {
        List<Day> days = new ArrayList<>();
        for (FileStatus day : listed(root)) {
            if (day.isDirectory()) {
                days.add(new Day(day.getPath().getName(), day.getModificationTime()));
            }
        }
        days.sort(Comparator.comparing(Day::name));
        return days;
    }

    record Day(String name, long modified) {}

    /** Names of a day's events, as {@code day/file}. */
    List<String> events(Day day) throws IOException {
        List<String> names = new ArrayList<>();
        for (FileStatus file : listed(new Path(root, day.name()))) {
            String name = file.getPath().getName();
            if (file.isFile() && LineageFiles.isEvent(name)) {
                names.add(day.name() + "/" + name);
            }
        }
        names.sort(null);
        return names;
    }

    private FileStatus[] listed(Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException notYet) {
            return new FileStatus[0];
        }
    }

    String read(String event) throws IOException {
        try (InputStream in = files.open(new Path(root, event))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Keeps an event under its name, completely or not at all; returns {@code day/file}. The same event again changes
     * nothing.
     */
    String write(ReceivedEvent event) throws IOException {
        byte[] json = event.json().getBytes(StandardCharsets.UTF_8);
        String name = LineageFiles.day(event.at()) + "/" + LineageFiles.name(event.at(), event.id(), event.type());
        Path target = new Path(root, name);
        if (files.exists(target)) {
            if (Arrays.equals(json, read(name).getBytes(StandardCharsets.UTF_8))) {
                return name;
            }
            name = name.replace(
                    ".json", "-" + UUID.nameUUIDFromBytes(json).toString().substring(0, 8) + ".json");
            target = new Path(root, name);
        }
        Path draft = new Path(target.getParent(), "." + UUID.randomUUID() + ".tmp");
        try (FSDataOutputStream out = files.create(draft, true)) {
            out.write(json);
        }
        if (!files.rename(draft, target)) {
            files.delete(draft, false);
        }
        return name;
    }
}
