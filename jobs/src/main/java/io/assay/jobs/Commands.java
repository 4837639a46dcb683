package io.assay.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands there are, in the order of the help. */
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
            "quarantine.QuarantineCommand",
            "explain.ExplainCommand",
            "profile.ProfileCommand");

    private Commands() {}

    /** One new command object each. */
    static List<Object> all() {
        List<Object> commands = new ArrayList<>();
        for (String name : CLASSES) {
            try {
                var constructor = Class.forName("io.assay.jobs." + name).getDeclaredConstructor();
                constructor.setAccessible(true);
                commands.add(constructor.newInstance());
            } catch (ClassNotFoundException landing) {
                // its owner has yet to land it
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name, e);
            }
        }
        return commands;
    }

    /** Commands that a later version does: name and what refuses them. */
    static Map<String, Object> later() {
        return Map.of(
                "suggest", new LaterCommand("suggest"),
                "materialize", new LaterCommand("materialize"),
                "maintain", new LaterCommand("maintain"));
    }
}
