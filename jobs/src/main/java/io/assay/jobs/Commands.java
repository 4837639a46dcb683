package io.assay.jobs;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * The commands there are, in the order of the help. Only those that a call names are loaded: {@code check} starts fast,
 * and without Spark, whatever the classes of other commands mention.
 */
final class Commands {
    private static final List<String> CLASSES = List.of(
            "quickstart.QuickstartCommand",
            "init.InitCommand",
            "check.CheckCommand",
            "ingest.IngestCommand",
            "compute.ComputeCommand",
            "trainingset.TrainingSetCommand",
            "train.TrainCommand",
            "serve.ServeCommand",
            "sql.SqlCommand",
            "status.StatusCommand",
            "runs.RunsCommand",
            "metrics.MetricsCommand",
            "quarantine.QuarantineCommand",
            "maintain.MaintainCommand",
            "explain.ExplainCommand",
            "profile.ProfileCommand",
            "suggest.SuggestCommand");

    private static final Map<String, String> NAMES = Map.of("trainingset", "training-set");

    private Commands() {}

    /** Adds the commands whose names are among the arguments; all of them if none is. */
    static void addTo(CommandLine line, List<String> arguments) {
        List<String> named =
                CLASSES.stream().filter(type -> arguments.contains(name(type))).toList();
        for (String type : named.isEmpty() ? CLASSES : named) {
            try {
                line.addSubcommand(name(type), command(type));
            } catch (NoClassDefFoundError withoutSpark) {
                line.addSubcommand(name(type), new UnavailableCommand(name(type), "needs Spark, which is not there"));
            }
        }
        for (String later : List.of("materialize")) {
            line.addSubcommand(later, new UnavailableCommand(later, "not in this version"));
        }
    }

    private static String name(String type) {
        String folder = type.substring(0, type.indexOf('.'));
        return NAMES.getOrDefault(folder, folder);
    }

    private static Object command(String type) {
        try {
            Constructor<?> constructor = Class.forName("io.assay.jobs." + type).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ClassNotFoundException e) {
            return new UnavailableCommand(name(type), "not in this version");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type, e);
        }
    }
}
