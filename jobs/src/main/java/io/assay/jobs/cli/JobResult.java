package io.assay.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Comparator;
import java.util.List;

/**
 * The result of a command.
 *
 * @param document what {@code --json} prints and {@code --result} writes
 * @param summary what a person reads on stdout; may have several lines, may be empty
 * @param exact whether the summary is data for other programs, to be printed as it is
 * @param parts results that {@link JobContext#print} has printed before, in place of a document of its own
 */
public record JobResult(ExitCode exit, JsonNode document, String summary, boolean exact, List<JobResult> parts) {
    public JobResult {
        parts = List.copyOf(parts);
    }

    public JobResult(ExitCode exit, JsonNode document, String summary) {
        this(exit, document, summary, false, List.of());
    }

    /** Done, with data in a format of its own in place of a summary. */
    public static JobResult data(JsonNode document, String data) {
        return new JobResult(ExitCode.DONE, document, data, true, List.of());
    }

    public static JobResult done(JsonNode document, String summary) {
        return new JobResult(ExitCode.DONE, document, summary);
    }

    /** The same, with a line above the summary that says what it is about. */
    public JobResult titled(String title) {
        return new JobResult(exit, document, (title + "\n" + summary).strip(), exact, parts);
    }

    /** Several pieces of work, each with a document of its own; the worst exit code is the command's. */
    public static JobResult ofParts(List<JobResult> parts) {
        ExitCode worst = parts.stream()
                .map(JobResult::exit)
                .max(Comparator.comparingInt(ExitCode::number))
                .orElse(ExitCode.DONE);
        return new JobResult(worst, NullNode.getInstance(), "", false, parts);
    }
}
