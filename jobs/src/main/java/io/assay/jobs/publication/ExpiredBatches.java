package io.assay.jobs.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.json.Json;
import io.assay.warehouse.dataset.SnapshotProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * The publications whose snapshots have expired, in a file beside the table's metadata that a property of the table
 * names: a batch that was published once stays so, and its quarantined rows count.
 */
final class ExpiredBatches {
    private static final String FILE = SnapshotProperties.PREFIX + "expired";

    /** A file never changes: runs of the files that were read last, so that a stream does not read one for each run. */
    private static final int FILES = 16;

    private static final Map<String, Set<String>> RUNS =
            Collections.synchronizedMap(new LinkedHashMap<>(FILES, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
                    return size() > FILES;
                }
            });

    private ExpiredBatches() {}

    /** The publication of that run. */
    static Optional<PublishedBatch> find(Table table, String run) {
        @Nullable String file = table.properties().get(FILE);
        if (file == null) {
            return Optional.empty();
        }
        @Nullable Set<String> runs = RUNS.get(file);
        if (runs == null) {
            runs = of(table).stream().map(PublishedBatch::run).collect(Collectors.toSet());
            RUNS.put(file, runs);
        }
        return runs.contains(run)
                ? of(table).stream().filter(batch -> batch.run().equals(run)).findFirst()
                : Optional.empty();
    }

    /** Newest first. */
    static List<PublishedBatch> of(Table table) {
        @Nullable String file = table.properties().get(FILE);
        if (file == null) {
            return List.of();
        }
        List<PublishedBatch> batches = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(table.io().newInputFile(file).newStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batches.add(read(Json.MAPPER.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }

    /** Adds batches that are about to expire, newest first; they are newer than those that are there. */
    static void add(String name, Table table, List<PublishedBatch> batches) {
        List<PublishedBatch> all = new ArrayList<>(batches);
        List<String> known = batches.stream().map(PublishedBatch::run).toList();
        of(table).stream().filter(batch -> !known.contains(batch.run())).forEach(all::add);
        @Nullable String before = table.properties().get(FILE);
        String file = table.location() + "/metadata/assay-expired-" + UUID.randomUUID() + ".jsonl";
        try (OutputStream out = table.io().newOutputFile(file).create()) {
            for (PublishedBatch batch : all) {
                out.write((json(batch) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CommitRetry.update(name, () -> table.updateProperties().set(FILE, file).commit());
        if (before != null) {
            table.io().deleteFile(before);
        }
    }

    private static String json(PublishedBatch batch) {
        ObjectNode json = Json.object()
                .put("run", batch.run())
                .put("sequence", batch.sequence())
                .put("snapshot", Long.toString(batch.snapshot()))
                .put("at", batch.at().toString());
        ObjectNode summary = json.putObject("summary");
        SnapshotSummaries.own(batch.summary()).forEach(summary::put);
        for (String count : List.of(SnapshotSummary.ADDED_RECORDS_PROP, SnapshotSummary.DELETED_RECORDS_PROP)) {
            if (batch.summary().containsKey(count)) {
                summary.put(count, batch.summary().get(count));
            }
        }
        summary.remove(SnapshotProperties.SCHEMA);
        return json.toString();
    }

    private static PublishedBatch read(JsonNode json) {
        Map<String, String> summary = new LinkedHashMap<>();
        json.path("summary")
                .fields()
                .forEachRemaining(
                        field -> summary.put(field.getKey(), field.getValue().asText()));
        return new PublishedBatch(
                json.path("run").asText(),
                json.path("sequence").asLong(),
                Long.parseLong(json.path("snapshot").asText()),
                Instant.parse(json.path("at").asText()),
                summary);
    }
}
