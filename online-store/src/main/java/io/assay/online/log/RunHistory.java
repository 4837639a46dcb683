package io.assay.online.log;

import io.assay.online.table.TableRow;
import io.assay.online.table.TableSink;
import io.assay.online.table.TableVersion;
import io.assay.warehouse.run.RuleOutcome;
import io.assay.warehouse.run.RunDocument;
import io.assay.warehouse.run.RunDocumentJson;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs that jobs logged in {@code assay/log}, followed commit by commit. Readers see complete commits; of the runs
 * of one subject only the newest keep their verdict's details.
 */
public final class RunHistory implements TableSink {
    private static final int DETAILED = 200;

    /** One metric of a run. */
    public record Metric(
            String name,
            @Nullable String column,
            @Nullable Double value,
            @Nullable String text) {}

    private record State(Map<String, RunEntry> runs, Map<String, Measured> metrics) {}

    private record Measured(String run, Instant at, List<Metric> metrics) {}

    private Map<String, RunEntry> runs = new LinkedHashMap<>();
    private Map<String, Measured> metrics = new HashMap<>();
    private volatile State state = new State(Map.of(), Map.of());

    @Override
    public void restart() {
        runs = new LinkedHashMap<>();
        metrics = new HashMap<>();
    }

    @Override
    public void rows(Iterator<TableRow> rows) {
        while (rows.hasNext()) {
            row(rows.next());
        }
    }

    private void row(TableRow row) {
        @Nullable String run = row.string(RunLogColumns.RUN);
        @Nullable String kind = row.string(RunLogColumns.KIND);
        @Nullable Long micros = row.integer(RunLogColumns.AT);
        if (run == null || kind == null || micros == null) {
            return;
        }
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        if (kind.equals(RunRowKind.RUN.word())) {
            RunEntry logged = run(run, at, row);
            runs.merge(run, logged, RunHistory::newer);
        } else if (kind.equals(RunRowKind.METRIC.word())) {
            metric(run, at, row);
        }
    }

    private static RunEntry run(String run, Instant at, TableRow row) {
        RunDocument document = RunDocumentJson.read(row.string(RunLogColumns.BODY));
        @Nullable String command = row.string(RunLogColumns.COMMAND);
        return new RunEntry(
                run,
                command == null ? "" : command,
                row.string(RunLogColumns.SUBJECT),
                row.string(RunLogColumns.STATUS),
                at,
                row.floatingPoint(RunLogColumns.SECONDS),
                document.contract(),
                document.snapshot(),
                document.rows(),
                document.rules().stream().map(RuleOutcome::fields).toList(),
                document.brokenRules(),
                document.inputs(),
                document.lineageRun());
    }

    /**
     * Of two entries of one run the newer; a run that found its batch published already does not replace the one that
     * published it.
     */
    private static RunEntry newer(RunEntry had, RunEntry came) {
        return had.at().isAfter(came.at()) || "nothing_new".equals(came.status()) ? had : came;
    }

    private void metric(String run, Instant at, TableRow row) {
        @Nullable String subject = row.string(RunLogColumns.SUBJECT);
        @Nullable String name = row.string(RunLogColumns.NAME);
        if (subject == null || name == null) {
            return;
        }
        @Nullable Measured had = metrics.get(subject);
        if (had != null && had.at().isAfter(at)) {
            return;
        }
        List<Metric> figures =
                had != null && had.run().equals(run) ? new ArrayList<>(had.metrics()) : new ArrayList<>();
        figures.add(new Metric(
                name,
                row.string(RunLogColumns.COLUMN),
                row.floatingPoint(RunLogColumns.VALUE),
                row.string(RunLogColumns.TEXT)));
        metrics.put(subject, new Measured(run, at, figures));
    }

    @Override
    public void commit(TableVersion version) {
        forgetDetails();
        show();
    }

    /** Takes in rows that were selected from the log, and shows them to readers. */
    public void take(Iterator<TableRow> rows) {
        rows(rows);
        show();
    }

    private void show() {
        state = new State(new LinkedHashMap<>(runs), new HashMap<>(metrics));
    }

    private void forgetDetails() {
        Map<String, Integer> kept = new HashMap<>();
        runs.values().stream().sorted(newestFirst()).toList().forEach(run -> {
            int place = kept.merge(run.command() + " " + run.subject(), 1, Integer::sum);
            if (place > DETAILED && !run.rules().isEmpty()) {
                runs.put(run.run(), run.brief());
            }
        });
    }

    /** The run of that id. */
    public Optional<RunEntry> run(String id) {
        return Optional.ofNullable(state.runs().get(id));
    }

    /** Runs of the gate on a dataset, newest first. */
    public List<RunEntry> gate(String dataset) {
        return state.runs().values().stream()
                .filter(run -> dataset.equals(run.subject()) && run.contract().isPresent())
                .sorted(newestFirst())
                .toList();
    }

    /** What was measured on a dataset last; empty if nothing was. */
    public List<Metric> metrics(String subject) {
        @Nullable Measured measured = state.metrics().get(subject);
        return measured == null ? List.of() : List.copyOf(measured.metrics());
    }

    private static Comparator<RunEntry> newestFirst() {
        return Comparator.comparing(RunEntry::at).thenComparing(RunEntry::run).reversed();
    }
}
