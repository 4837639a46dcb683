package io.assay.service.online;

import io.assay.aggregation.value.FeatureStatus;
import io.assay.online.view.ViewRow;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Splices an answer together from what the store holds encoded, column by column. */
final class FeatureResponse {
    private static final byte[] RESULTS = ascii("{\"results\":[");
    private static final byte[] VALUES = ascii("{\"values\":[");
    private static final byte[] STATUSES = ascii("],\"statuses\":[");
    private static final byte[] TIMES = ascii("],\"event_timestamps\":[");
    private static final byte[] NAMES = ascii("],\"metadata\":{\"feature_names\":[");
    private static final byte[] NO_TIME = ascii("\"1970-01-01T00:00:00Z\"");
    private static final Map<FeatureStatus, byte[]> WORDS = new EnumMap<>(FeatureStatus.class);

    static {
        for (FeatureStatus status : FeatureStatus.values()) {
            WORDS.put(status, ascii('"' + status.name() + '"'));
        }
    }

    private final RequestPlan plan;
    private final KeyColumns keys;
    private final ReadRows[] rows;
    private final JsonBuffer out;

    private FeatureResponse(RequestPlan plan, KeyColumns keys, ReadRows[] rows) {
        this.plan = plan;
        this.keys = keys;
        this.rows = rows;
        int cells = (plan.columns().size() + keys.answered().size()) * keys.rows();
        out = new JsonBuffer(128 + 96 * plan.columns().size() + 52 * cells);
    }

    /** The answer to a request; {@code rows} by view of the plan. */
    static JsonBuffer of(RequestPlan plan, KeyColumns keys, ReadRows[] rows) {
        return new FeatureResponse(plan, keys, rows).write();
    }

    private JsonBuffer write() {
        out.raw(RESULTS);
        boolean first = true;
        for (KeyColumns.KeyColumn key : keys.answered().values()) {
            first = comma(first);
            key(key);
        }
        for (RequestPlan.OutputColumn column : plan.columns()) {
            first = comma(first);
            ReadRows read = rows[column.part()];
            feature(read.rows(), read.index(column));
        }
        out.raw(NAMES);
        first = true;
        for (String key : keys.answered().keySet()) {
            first = comma(first);
            out.string(key);
        }
        for (RequestPlan.OutputColumn column : plan.columns()) {
            first = comma(first);
            out.raw(column.encoded());
        }
        return out.raw("]}}");
    }

    private void key(KeyColumns.KeyColumn key) {
        out.raw(VALUES);
        for (int row = 0; row < keys.rows(); row++) {
            comma(row == 0);
            KeyJson.write(key, row, out);
        }
        out.raw(STATUSES);
        byte[] present = word(FeatureStatus.PRESENT);
        for (int row = 0; row < keys.rows(); row++) {
            comma(row == 0);
            out.raw(present);
        }
        out.raw(TIMES);
        for (int row = 0; row < keys.rows(); row++) {
            comma(row == 0);
            out.raw(NO_TIME);
        }
        out.raw("]}");
    }

    private void feature(ViewRow[] read, int feature) {
        out.raw(VALUES);
        for (int row = 0; row < read.length; row++) {
            comma(row == 0);
            out.raw(read[row].value(feature));
        }
        out.raw(STATUSES);
        for (int row = 0; row < read.length; row++) {
            comma(row == 0);
            out.raw(word(read[row].status(feature)));
        }
        out.raw(TIMES);
        for (int row = 0; row < read.length; row++) {
            comma(row == 0);
            out.raw(read[row].eventTime(feature));
        }
        out.raw("]}");
    }

    private boolean comma(boolean first) {
        if (!first) {
            out.raw(',');
        }
        return false;
    }

    private static byte[] word(FeatureStatus status) {
        byte[] word = WORDS.get(status);
        if (word == null) {
            throw new IllegalStateException("no word for " + status);
        }
        return word;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
