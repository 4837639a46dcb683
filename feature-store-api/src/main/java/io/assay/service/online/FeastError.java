package io.assay.service.online;

import io.assay.definition.message.TerminalText;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;

/** An answer other than 200, in the shapes Feast's server and clients use. */
public final class FeastError extends RuntimeException {
    private final int status;
    private final String body;

    private FeastError(int status, String message, String body) {
        super(message, null, false, false);
        this.status = status;
        this.body = TerminalText.json(body);
    }

    public int status() {
        return status;
    }

    /** The JSON to answer. */
    public String body() {
        return body;
    }

    /** 404 with an error of Feast's as JSON inside a JSON string: its client raises that error by name. */
    static FeastError notFound(String type, String message) {
        String inner = new JsonBuffer(160)
                .raw("{\"module\": \"feast.errors\", \"class\": ")
                .string(type)
                .raw(", \"message\": ")
                .string(message)
                .raw('}')
                .toString();
        return new FeastError(
                HttpStatus.NOT_FOUND_404,
                message,
                new JsonBuffer(200).string(inner).toString());
    }

    static FeastError unknownView(String view, String project) {
        return notFound(
                "FeatureViewNotFoundException",
                "Feature view %s does not exist in project %s".formatted(view, project));
    }

    static FeastError unknownService(String service, String project) {
        return notFound(
                "FeatureServiceNotFoundException",
                "Feature service %s does not exist in project %s".formatted(service, project));
    }

    /**
     * 422 as FastAPI words it.
     *
     * @param place below {@code body}: names, and numbers for places in a list
     * @param input what was found there, as JSON
     */
    static FeastError invalid(String type, List<Object> place, String message, String input) {
        JsonBuffer body =
                new JsonBuffer(200).raw("{\"detail\":[{\"type\":").string(type).raw(",\"loc\":[\"body\"");
        for (Object step : place) {
            body.raw(',');
            if (step instanceof Integer index) {
                body.raw(Integer.toString(index));
            } else {
                body.string(step.toString());
            }
        }
        body.raw("],\"msg\":").string(message).raw(",\"input\":");
        return new FeastError(HttpStatus.UNPROCESSABLE_ENTITY_422, message, body + input + "}]}");
    }

    /** A request of the right form that cannot be answered. */
    static FeastError unusable(List<Object> place, String message, String found) {
        return invalid(
                "value_error", place, message, new JsonBuffer(32).string(found).toString());
    }

    /** Any other status, with one sentence. */
    static FeastError plain(int status, String message) {
        return new FeastError(
                status,
                message,
                new JsonBuffer(120).raw("{\"detail\":").string(message).raw('}').toString());
    }
}
