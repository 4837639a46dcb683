package io.assay.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a command has to say when it is through.
 *
 * @param document what {@code --json} prints and {@code --result} writes
 * @param summary what a person reads on stdout; may have several lines, may be empty
 */
public record JobResult(ExitCode exit, JsonNode document, String summary) {

    public static JobResult done(JsonNode document, String summary) {
        return new JobResult(ExitCode.DONE, document, summary);
    }
}
