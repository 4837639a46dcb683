package io.assay.jobs.cli;

import io.assay.lineage.Lineage;
import io.assay.lineage.LineageEmitter;
import io.assay.lineage.LineageRun;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.ParentRun;
import io.assay.lineage.event.RunStart;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import scala.Tuple2;

/**
 * A job's run as lineage names it: in the project's namespace, job {@code <project>.<command>.<subject>}.
 *
 * @param subject what the command was called for; empty for everything
 * @param run our own id of the run
 */
public record JobLineage(String command, String subject, String run, Instant started) {

    /** Says START to those that {@code emitter} reaches. */
    public LineageRun begin(
            JobContext context, LineageEmitter emitter, LineageJob.Processing processing, List<LineageDataset> inputs) {
        String project = context.project().settings().project();
        String namespace = context.project()
                .settings()
                .lineage()
                .flatMap(lineage -> lineage.namespace())
                .orElse(project);
        String name = project + "." + command + (subject.isEmpty() ? "" : "." + subject);
        String type = command.toUpperCase(Locale.ROOT).replace('-', '_');
        LineageJob job = processing == LineageJob.Processing.STREAMING
                ? LineageJob.streaming(namespace, name, type)
                : LineageJob.batch(namespace, name, type);
        RunStart start = RunStart.of(job, run, started)
                .withParent(ParentRun.fromSpark(settings(context)))
                .withEngine("spark", context.spark().version());
        return Lineage.start(emitter, start, inputs);
    }

    private static Map<String, String> settings(JobContext context) {
        Map<String, String> settings = new HashMap<>();
        for (Tuple2<String, String> entry :
                context.spark().sparkContext().getConf().getAll()) {
            settings.put(entry._1(), entry._2());
        }
        return settings;
    }
}
