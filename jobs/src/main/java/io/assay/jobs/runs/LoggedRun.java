package io.assay.jobs.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.aggregation.time.Micros;
import io.assay.online.table.TableRow;
import io.assay.warehouse.run.RunDocumentJson;
import io.assay.warehouse.run.RunLogColumns;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of the log about one run. */
record LoggedRun(TableRow row) {
    static final List<String> COLUMNS = List.of(
            RunLogColumns.RUN,
            RunLogColumns.COMMAND,
            RunLogColumns.SUBJECT,
            RunLogColumns.STATUS,
            RunLogColumns.AT,
            RunLogColumns.SECONDS,
            RunLogColumns.BODY);

    String run() {
        return String.valueOf(row.string(RunLogColumns.RUN));
    }

    @Nullable String command() {
        return row.string(RunLogColumns.COMMAND);
    }

    @Nullable String subject() {
        return row.string(RunLogColumns.SUBJECT);
    }

    @Nullable String status() {
        return row.string(RunLogColumns.STATUS);
    }

    Instant at() {
        return time(row);
    }

    /** When an entry's run began. */
    static Instant time(TableRow row) {
        Long micros = row.integer(RunLogColumns.AT);
        return micros == null ? Instant.EPOCH : Micros.instant(micros);
    }

    /** The run's document, as it was written. */
    ObjectNode document() {
        return RunDocumentJson.stored(row.string(RunLogColumns.BODY));
    }

    /** The run in a list: without its document, but with the document's counts of rows. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("run", run()).put("command", command()).put("subject", subject());
        json.put("status", status()).put("at", at().toString());
        json.put("seconds", row.floatingPoint(RunLogColumns.SECONDS));
        JsonNode rows = document().path("rows");
        if (rows.isObject()) {
            json.set("rows", rows);
        }
        return json;
    }
}
