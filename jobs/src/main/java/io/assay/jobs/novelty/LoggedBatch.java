package io.assay.jobs.novelty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.assay.aggregation.time.Micros;
import io.assay.jobs.json.Json;
import io.assay.online.table.TableRow;
import io.assay.validation.MetricMerger;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.DistributionCodec;
import io.assay.validation.metric.KeyedMeasures;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.MetricState;
import io.assay.validation.novelty.BatchSummary;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the log has of one run of a dataset; its rows come in no particular order. */
final class LoggedBatch {
    private static final String GOOD = NoveltyWatch.LABELS.get(0);
    private static final String PUBLISHED = "published";

    private final String run;
    private long at = Long.MIN_VALUE;
    private String status = "";
    private long labelled = Long.MIN_VALUE;
    private String label = "";
    private long measured = Long.MIN_VALUE;
    private final Map<String, Distribution> columns = new HashMap<>();
    private final Map<String, Double> distinct = new HashMap<>();
    private final Map<String, Integer> sketches = new HashMap<>();
    private final Map<String, KeyedMeasures> keyed = new HashMap<>();
    private Optional<MeasurePlan> plan = Optional.empty();
    private LoggedVerdict verdict = new LoggedVerdict(Json.object());

    LoggedBatch(String run) {
        this.run = run;
    }

    /** Takes a row in. */
    void add(TableRow row) {
        Long micros = row.integer(RunLogColumns.AT);
        long time = micros == null ? 0 : micros;
        String kind = row.string(RunLogColumns.KIND);
        if (RunRowKind.RUN.word().equals(kind)) {
            if (time >= at) {
                at = time;
                status = String.valueOf(row.string(RunLogColumns.STATUS));
            }
        } else if (RunRowKind.DECISION.word().equals(kind)) {
            if (NoveltyWatch.LABEL.equals(row.string(RunLogColumns.NAME)) && time >= labelled) {
                labelled = time;
                label = String.valueOf(row.string(RunLogColumns.STATUS));
            }
        } else if (time >= measured) { // a run that was repeated: its last attempt counts
            if (time > measured) {
                columns.clear();
                distinct.clear();
                sketches.clear();
                keyed.clear();
                measured = time;
            }
            metric(row);
        }
    }

    private void metric(TableRow row) {
        String column = String.valueOf(row.string(RunLogColumns.COLUMN));
        byte @Nullable [] state = row.bytes(RunLogColumns.STATE);
        switch (String.valueOf(row.string(RunLogColumns.NAME))) {
            case MetricNames.DISTRIBUTION -> {
                if (state != null) {
                    columns.put(column, DistributionCodec.read(MetricState.of(state)));
                }
            }
            case MetricNames.KEYED -> {
                if (state != null) {
                    keyed.put(column, KeyedMeasures.of(MetricState.of(state)));
                }
            }
            case MetricNames.PLAN ->
                plan = Optional.ofNullable(state).map(MetricState::of).map(MeasurePlan::of);
            case MetricNames.APPROX_DISTINCT -> {
                Double value = row.floatingPoint(RunLogColumns.VALUE);
                if (value != null) {
                    distinct.put(column, value);
                }
                if (state != null) {
                    sketches.put(
                            column,
                            MetricMerger.distinctValues(MetricState.of(state)).hashCode());
                }
            }
            case MetricNames.NOVELTY -> verdict = new LoggedVerdict(parsed(row.string(RunLogColumns.TEXT)));
            default -> {} // others are for people
        }
    }

    private static JsonNode parsed(@Nullable String text) {
        try {
            return text == null ? Json.object() : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return Json.object(); // a later version's
        }
    }

    String run() {
        return run;
    }

    long at() {
        return measured;
    }

    Optional<MeasurePlan> plan() {
        return plan;
    }

    boolean wasJudged() {
        return !columns.isEmpty() && verdict.wasJudged();
    }

    boolean wasUnusual() {
        return verdict.wasUnusual();
    }

    /**
     * Whether later batches are compared with it.
     *
     * @param lasting whether most batches since are unusual too, so that it is no single event
     */
    boolean teaches(boolean lasting) {
        if (columns.isEmpty() || rows() < NoveltyWatch.FEWEST_ROWS || isReplay()) {
            return false;
        }
        if (!label.isEmpty()) {
            return label.equals(GOOD);
        }
        return status.equals(PUBLISHED) && (!verdict.wasGross() || lasting);
    }

    /** Whether its rows are in the dataset; a replay is no batch in this sense. */
    boolean isPublished() {
        return status.equals(PUBLISHED) && !columns.isEmpty() && !isReplay();
    }

    /** Also where somebody approved it. */
    private boolean isReplay() {
        return run.startsWith(QuarantineEventColumns.REPLAY_RUN);
    }

    private long rows() {
        return columns.values().stream().mapToLong(Distribution::rows).max().orElse(0);
    }

    BatchSummary summary() {
        return new BatchSummary(run, time(), rows(), columns, distinct, keyed, sketches);
    }

    private Instant time() {
        try {
            return Instant.parse(verdict.json().path(NoveltyHistory.TIME).asText());
        } catch (DateTimeParseException e) {
            return Micros.instant(measured);
        }
    }
}
