package io.assay.online.view;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Names of runs by small numbers, so that rows need not repeat them; written by one thread, read by many. */
final class RunNames {
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    int number(String run) {
        return numbers.computeIfAbsent(run, name -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    String name(int number) {
        return names.get(number);
    }

    int size() {
        return names.size();
    }

    byte[] bytes() {
        ByteWriter out = new ByteWriter(64);
        names.forEach(out::text);
        return out.bytes();
    }

    void read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        while (in.hasMore()) {
            number(in.text());
        }
    }
}
