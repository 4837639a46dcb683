package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.validation.source.BatchPosition;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * One row of a quarantine table.
 *
 * @param open whether it still waits: it has no event, and its batch is not replaced
 */
record QuarantinedRow(Record columns, boolean open) {
    static final List<String> SHOWN = List.of(
            QuarantineColumns.ID,
            QuarantineColumns.RUN,
            QuarantineColumns.SOURCE,
            QuarantineColumns.POSITION,
            QuarantineColumns.REASONS,
            QuarantineColumns.ROW,
            QuarantineColumns.RAW,
            QuarantineColumns.CONTRACT_VERSION,
            QuarantineColumns.QUARANTINED_AT);

    static final Comparator<QuarantinedRow> IN_ORDER = Comparator.comparing(QuarantinedRow::at)
            .thenComparing(row -> row.text(QuarantineColumns.SOURCE), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(row -> row.position(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(row -> row.text(QuarantineColumns.ID), Comparator.nullsFirst(Comparator.naturalOrder()));

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);

    private static final List<String> REASON = List.of(
            QuarantineColumns.REASON_RULE,
            QuarantineColumns.REASON_COLUMN,
            QuarantineColumns.REASON_VALUE,
            QuarantineColumns.REASON_ACTION);

    /** Why it was kept back. */
    record Reason(
            String rule, @Nullable String column, @Nullable String value) {}

    String id() {
        return String.valueOf(columns.getField(QuarantineColumns.ID));
    }

    @Nullable String source() {
        return text(QuarantineColumns.SOURCE);
    }

    String run() {
        return String.valueOf(columns.getField(QuarantineColumns.RUN));
    }

    Instant at() {
        return ((OffsetDateTime) columns.getField(QuarantineColumns.QUARANTINED_AT)).toInstant();
    }

    /** The rules it breaks, one a reason. */
    List<String> rules() {
        return reasons().stream().map(Reason::rule).toList();
    }

    List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        for (Record reason : reasonRecords()) {
            reasons.add(new Reason(
                    String.valueOf(reason.getField(QuarantineColumns.REASON_RULE)),
                    (String) reason.getField(QuarantineColumns.REASON_COLUMN),
                    (String) reason.getField(QuarantineColumns.REASON_VALUE)));
        }
        return reasons;
    }

    /** What is shown of it; the raw record is in Base64. A column without a value is left out. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, columns, QuarantineColumns.ID);
        put(json, columns, QuarantineColumns.RUN);
        put(json, columns, QuarantineColumns.SOURCE);
        json.put(QuarantineColumns.POSITION, BatchPosition.within(position() == null ? 0 : position()));
        ArrayNode reasons = json.putArray(QuarantineColumns.REASONS);
        for (Record reason : reasonRecords()) {
            ObjectNode one = reasons.addObject();
            REASON.forEach(field -> put(one, reason, field));
        }
        put(json, columns, QuarantineColumns.ROW);
        if (columns.getField(QuarantineColumns.RAW) instanceof ByteBuffer raw) {
            byte[] bytes = new byte[raw.remaining()];
            raw.duplicate().get(bytes);
            json.put(QuarantineColumns.RAW, Base64.getEncoder().encodeToString(bytes));
        }
        put(json, columns, QuarantineColumns.CONTRACT_VERSION);
        return json.put(QuarantineColumns.QUARANTINED_AT, MILLIS.format(at()));
    }

    private static void put(ObjectNode json, Record from, String column) {
        if (from.getField(column) instanceof String text) {
            json.put(column, text);
        }
    }

    @SuppressWarnings("unchecked") // the table says so
    private List<Record> reasonRecords() {
        List<Record> reasons = (List<Record>) columns.getField(QuarantineColumns.REASONS);
        return reasons == null ? List.of() : reasons;
    }

    @Nullable Long position() {
        return (Long) columns.getField(QuarantineColumns.POSITION);
    }

    private @Nullable String text(String column) {
        return (String) columns.getField(column);
    }
}
