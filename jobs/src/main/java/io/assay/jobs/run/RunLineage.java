package io.assay.jobs.run;

import io.assay.definition.project.Settings;
import io.assay.lineage.Lineage;
import io.assay.lineage.LineageEmitter;
import io.assay.lineage.LineageRun;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.ParentRun;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkContext;
import scala.Tuple2;

/**
 * A run's name in lineage: in the project's namespace, job {@code <project>.<command>.<subject>}.
 *
 * @param subject what the command was called for; empty for everything
 * @param run our own id of the run
 */
public record RunLineage(String command, String subject, String run, Instant started) {

    /** Sends START through {@code emitter}; from before then on a signal cancels the run, which reports its end. */
    public LineageRun start(
            RunEnvironment environment,
            LineageEmitter emitter,
            LineageJob.Processing processing,
            List<LineageDataset> inputs) {
        Settings settings = environment.project().settings();
        String project = settings.project();
        String namespace =
                settings.lineage().flatMap(lineage -> lineage.namespace()).orElse(project);
        String name = project + "." + command + (subject.isEmpty() ? "" : "." + subject);
        String type = command.toUpperCase(Locale.ROOT).replace('-', '_');
        LineageJob job = processing == LineageJob.Processing.STREAMING
                ? LineageJob.streaming(namespace, name, type)
                : LineageJob.batch(namespace, name, type);
        RunStart start = RunStart.of(job, run, started)
                .withParent(ParentRun.fromSpark(submitted(environment)))
                .withEngine("spark", environment.spark().version());
        SparkContext spark = environment.spark().sparkContext();
        environment.monitor().begins(spark::cancelAllJobs);
        LineageRun run = Lineage.start(emitter, start, inputs);
        environment
                .monitor()
                .reportsOnEnd(cause -> run.fail(environment.now(), RunResult.of(inputs, List.of()), cause));
        return run;
    }

    private static Map<String, String> submitted(RunEnvironment environment) {
        Map<String, String> settings = new HashMap<>();
        for (Tuple2<String, String> entry :
                environment.spark().sparkContext().getConf().getAll()) {
            settings.put(entry._1(), entry._2());
        }
        return settings;
    }
}
