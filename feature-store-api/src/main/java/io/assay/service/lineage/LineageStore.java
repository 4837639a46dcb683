package io.assay.service.lineage;

import io.assay.lineage.graph.LineageGraph;
import io.assay.lineage.graph.LineageNode;
import io.assay.lineage.received.InvalidEventException;
import io.assay.lineage.received.ReceivedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of the warehouse, followed as jobs add them, and those that are sent to us, kept beside them. */
public final class LineageStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineageStore.class);
    private static final int EVERY_DAY_EACH = 30;

    private final LineageEventReader folder;
    private final LineageGraph graph = new LineageGraph();
    private final EventIndex index = new EventIndex();
    private final Map<String, Long> seen = new HashMap<>();
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lineage-follower");
        thread.setDaemon(true);
        return thread;
    });
    private long looks;
    private boolean troubled;

    private LineageStore(LineageEventReader folder) {
        this.folder = folder;
    }

    /** Opens the folder and follows it from now on; events that are there already come in the background. */
    public static LineageStore open(String warehouse) {
        try {
            LineageStore store = new LineageStore(new LineageEventReader(warehouse));
            var unused = store.follower.scheduleWithFixedDelay(store::look, 0, 1, TimeUnit.SECONDS);
            return store;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** The newest two days are listed at each look; others when their folder changed, and now and then anyway. */
    private void look() {
        try {
            List<LineageEventReader.Day> days = folder.days();
            boolean all = looks++ % EVERY_DAY_EACH == 0;
            for (int i = 0; i < days.size(); i++) {
                LineageEventReader.Day day = days.get(i);
                boolean changed = !Long.valueOf(day.modified()).equals(seen.put(day.name(), day.modified()));
                if (all || changed || i >= days.size() - 2) {
                    read(day);
                }
            }
            troubled = false;
        } catch (IOException | RuntimeException unreadable) {
            if (!troubled) {
                LOG.warn("lineage: the warehouse's events cannot be read, trying again: {}", unreadable.toString());
            }
            troubled = true;
        }
    }

    private void read(LineageEventReader.Day day) throws IOException {
        for (String name : folder.events(day)) {
            if (!index.holds(name)) {
                take(name, folder.read(name));
            }
        }
    }

    private void take(String name, String json) {
        try {
            add(name, ReceivedEvent.parse(json));
        } catch (InvalidEventException invalid) {
            index.ignore(name);
            LOG.warn("lineage: {} is not an event and left out: {}", name, invalid.getMessage());
        }
    }

    private void add(String name, ReceivedEvent event) {
        graph.add(event);
        index.add(event.at(), name);
    }

    /** Checks, keeps and takes in an event that was sent. */
    void receive(String json) throws IOException {
        ReceivedEvent event = ReceivedEvent.parse(json);
        add(folder.write(event), event);
    }

    Optional<List<LineageNode>> around(String nodeId, int depth) {
        return graph.around(nodeId, depth);
    }

    /** The events of a page as they came, and how many there are in all. */
    Events events(EventQuery query) throws IOException {
        EventIndex.Page page = index.page(query);
        List<String> events = new ArrayList<>();
        for (EventIndex.Entry entry : page.entries()) {
            events.add(folder.read(entry.name()));
        }
        return new Events(events, page.total());
    }

    /** Events as JSON documents. */
    record Events(List<String> documents, int total) {}

    @Override
    public void close() {
        follower.shutdownNow();
    }
}
