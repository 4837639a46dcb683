package io.assay.jobs.novelty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetContract.Novelty;
import io.assay.jobs.json.Json;
import io.assay.jobs.record.RunDetail;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.Deviation;
import io.assay.validation.novelty.NoveltyResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How unusual a batch is, and how often batches before it were called unusual.
 *
 * @param compared batches before it that were compared with the history
 * @param alarms those of them that were called unusual
 * @param time what the batch is about
 */
public record BatchNovelty(Novelty setting, NoveltyResult result, int compared, int alarms, Instant time) {
    private static final int SHOWN = 5;

    static BatchNovelty of(Novelty setting, NoveltyResult result, NoveltyHistory history, BatchSummary batch) {
        return new BatchNovelty(setting, result, history.compared(), history.alarms(), batch.time());
    }

    private boolean unusual() {
        return result.status() == NoveltyResult.Status.UNUSUAL;
    }

    /** Why the batch is held, if it is for this. */
    public List<String> holdReasons() {
        return unusual() && setting.response() == Novelty.Response.FAIL
                ? List.of("the batch is unlike its history, and novelty is fail: " + most())
                : List.of();
    }

    /** What to say if the batch is unusual and not held for it. */
    public List<String> warnings() {
        return unusual() && setting.response() == Novelty.Response.WARN
                ? List.of("the batch is unlike its history: " + most())
                : List.of();
    }

    private String most() {
        return result.deviations().isEmpty() ? "" : result.deviations().get(0).text();
    }

    private String rate() {
        return "%d per %d batches".formatted(setting.alarms(), setting.batches());
    }

    /** The verdict in one line; of an unusual batch, and while it is learning, the largest deviations too. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        switch (result.status()) {
            case LEARNING ->
                lines.add(
                        "novelty: learning; %d more batches are needed before one can be called unusual (false alarms: %s)"
                                .formatted(result.missing(), rate()));
            case USUAL, UNUSUAL ->
                lines.add(String.format(
                        Locale.ROOT,
                        "novelty: %s; score %.1f, up to %.1f is usual, compared with %d batches; false alarms"
                                + " accepted: %s; called unusual before: %d of %d",
                        result.status().name().toLowerCase(Locale.ROOT),
                        result.score(),
                        result.cut(),
                        result.history(),
                        rate(),
                        alarms,
                        compared));
        }
        shown().map(deviation -> String.format(Locale.ROOT, "unusual (%.1f): %s", deviation.size(), deviation.text()))
                .forEach(lines::add);
        if (unusual()) {
            lines.add("say what it is with 'assay runs label RUN good|bad --reason TEXT': a bad batch teaches nothing");
        }
        return lines;
    }

    /** What deviates more than is usual; while it is learning, more than anything did in the batches before. */
    private Stream<Deviation> shown() {
        return result.status() == NoveltyResult.Status.USUAL
                ? Stream.empty()
                : result.deviations().stream()
                        .filter(deviation -> Math.abs(deviation.size()) > result.cut())
                        .limit(SHOWN);
    }

    /** As in the document of {@code ingest --json}. */
    public ObjectNode json() {
        ObjectNode json = verdict();
        json.put("compared", compared).put("called_unusual", alarms);
        ArrayNode deviations = json.putArray("deviations");
        result.deviations().forEach(deviation -> deviations.add(json(deviation)));
        return json;
    }

    private static ObjectNode json(Deviation deviation) {
        ObjectNode json = Json.object();
        json.put("column", deviation.column().isEmpty() ? null : deviation.column())
                .put("what", deviation.aspect().name().toLowerCase(Locale.ROOT))
                .put("detail", deviation.detail().isEmpty() ? null : deviation.detail())
                .put("measured", deviation.measured())
                .put("usual", deviation.usual())
                .put("low", deviation.low())
                .put("high", deviation.high())
                .put("size", deviation.size())
                .put("text", deviation.text());
        return json;
    }

    private ObjectNode verdict() {
        ObjectNode json = Json.object();
        json.put("status", result.status().name().toLowerCase(Locale.ROOT))
                .put("score", result.score())
                .put("cut", result.cut())
                .put("chance", result.chance())
                .put("history", result.history())
                .put("missing", result.missing())
                .put("alarms", rate());
        return json;
    }

    /** The line of the log; {@link NoveltyHistory} reads it. */
    public RunDetail detail() {
        return RunDetail.metric(
                MetricNames.NOVELTY,
                null,
                result.score(),
                verdict().put(NoveltyHistory.TIME, time.toString()).toString(),
                null);
    }
}
