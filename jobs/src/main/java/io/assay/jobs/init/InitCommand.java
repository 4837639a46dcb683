package io.assay.jobs.init;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code init DIR}. */
@Command(
        name = "init",
        header = "Makes a small project that works, to start from.",
        description = "A data file, its contract, a feature view and a feature service; what to do next is printed.")
public final class InitCommand implements Job {
    @Parameters(paramLabel = "DIR", description = "Folder to make; it may be there if it is empty.")
    private @Nullable Path folder;

    @Override
    public JobResult run(JobContext context) {
        NewProject project = NewProject.in(folder == null ? Path.of("") : folder);
        List<Path> files = project.write();
        String assay = System.getenv().getOrDefault("ASSAY_LAUNCHER", "assay");
        List<String> next = List.of(
                "cd " + folder,
                assay + " check .",
                assay + " ingest orders --input data/orders.csv",
                assay + " quarantine show orders",
                assay + " compute",
                assay + " serve --clock 2026-01-31T00:00:00Z");
        ObjectNode document = Json.object().put("project", project.name());
        document.put("folder", String.valueOf(folder));
        files.forEach(file -> document.withArray("files").add(file.toString()));
        next.forEach(step -> document.withArray("next").add(step));
        String summary = "made project %s in %s (%d files); next:\n  %s"
                .formatted(project.name(), folder, files.size(), String.join("\n  ", next));
        return JobResult.done(document, summary);
    }
}
