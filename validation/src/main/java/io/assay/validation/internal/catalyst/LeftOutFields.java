package io.assay.validation.internal.catalyst;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/** Names of fields that tasks found in records and left out, by file; so many of each file at most. */
final class LeftOutFields extends AccumulatorV2<Map<String, Set<String>>, Map<String, Set<String>>> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 1000;

    private final Map<String, Set<String>> byFile = new HashMap<>();
    private transient @Nullable String file; // the one that is read
    private transient Map<String, Set<String>> known = Map.of(); // its fields by the column they are in

    /** Notes a field of a file; cheap where the field is known. */
    void found(String source, String path, String field) {
        if (!source.equals(file)) {
            file = source;
            known = new HashMap<>();
        }
        Set<String> fields = known.computeIfAbsent(path, column -> new TreeSet<>());
        if (fields.size() < MOST && fields.add(field)) {
            add(Map.of(source, Set.of(path.isEmpty() ? field : path + "." + field)));
        }
    }

    @Override
    public void add(Map<String, Set<String>> found) {
        found.forEach((source, fields) -> {
            Set<String> all = byFile.computeIfAbsent(source, name -> new TreeSet<>());
            fields.stream().limit(Math.max(0, MOST - all.size())).forEach(all::add);
        });
    }

    @Override
    public void merge(AccumulatorV2<Map<String, Set<String>>, Map<String, Set<String>>> other) {
        add(other.value());
    }

    @Override
    public Map<String, Set<String>> value() {
        return byFile;
    }

    @Override
    public boolean isZero() {
        return byFile.isEmpty();
    }

    @Override
    public void reset() {
        byFile.clear();
    }

    @Override
    public AccumulatorV2<Map<String, Set<String>>, Map<String, Set<String>>> copy() {
        LeftOutFields copy = new LeftOutFields();
        copy.add(byFile);
        return copy;
    }
}
