package io.assay.jobs.novelty;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.validation.novelty.NoveltyResult;
import java.util.Locale;

/** How unusual a batch was, as the log has it, and the document of its run; missing if it was not compared. */
public record LoggedVerdict(JsonNode json) {
    /** A batch that is so many times further off than usual ones are does not teach until somebody says it is good. */
    private static final double GROSS = 2;

    private static final String LEARNING = word(NoveltyResult.Status.LEARNING);

    boolean wasJudged() {
        return !json.path(NoveltyHistory.STATUS).asText(LEARNING).equals(LEARNING);
    }

    boolean wasUnusual() {
        return json.path(NoveltyHistory.STATUS).asText().equals(word(NoveltyResult.Status.UNUSUAL));
    }

    /** Whether it is so far off that it does not teach, published or approved, until it is labelled good, or lasts. */
    public boolean wasGross() {
        return wasUnusual()
                && json.path(NoveltyHistory.SCORE).asDouble()
                        > GROSS * json.path(NoveltyHistory.CUT).asDouble();
    }

    private static String word(NoveltyResult.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
