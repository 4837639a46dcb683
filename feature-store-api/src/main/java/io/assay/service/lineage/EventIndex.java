package io.assay.service.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which events there are and when they happened; the events themselves stay in their files. */
final class EventIndex {
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** One event: when, and where it is kept. */
    record Entry(Instant at, String name) {}

    /** One page of a query, and how many events there are on all pages. */
    record Page(List<Entry> entries, int total) {}

    synchronized boolean holds(String name) {
        return names.contains(name);
    }

    synchronized void add(Instant at, String name) {
        if (names.add(name)) {
            entries.add(new Entry(at, name));
        }
    }

    /** Notes a file that is not an event, so that it is not read again. */
    synchronized void ignore(String name) {
        names.add(name);
    }

    /** Events from {@code after} on and before {@code before}. */
    synchronized Page page(EventQuery query) {
        Comparator<Entry> byTime = Comparator.comparing(Entry::at).thenComparing(Entry::name);
        List<Entry> found = entries.stream()
                .filter(entry ->
                        !entry.at().isBefore(query.after()) && entry.at().isBefore(query.before()))
                .sorted(query.newestFirst() ? byTime.reversed() : byTime)
                .toList();
        return new Page(found.stream().skip(query.offset()).limit(query.limit()).toList(), found.size());
    }
}
