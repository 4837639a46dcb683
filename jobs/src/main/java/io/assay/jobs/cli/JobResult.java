package io.assay.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a command has to say when it is through.
 *
 * @param document what {@code --json} prints and {@code --result} writes
 * @param summary what a person reads on stdout; may have several lines, may be empty
 * @param exact whether the summary is data for other programs, to be printed as it is
 */
public record JobResult(ExitCode exit, JsonNode document, String summary, boolean exact) {
    public JobResult(ExitCode exit, JsonNode document, String summary) {
        this(exit, document, summary, false);
    }

    /** Done, with data in a format of its own in place of a summary. */
    public static JobResult data(JsonNode document, String data) {
        return new JobResult(ExitCode.DONE, document, data, true);
    }

    public static JobResult done(JsonNode document, String summary) {
        return new JobResult(ExitCode.DONE, document, summary);
    }
}
