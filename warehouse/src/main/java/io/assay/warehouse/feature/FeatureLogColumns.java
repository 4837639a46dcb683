package io.assay.warehouse.feature;

import io.assay.definition.feature.FeatureType;
import io.assay.warehouse.TableSchema;
import io.assay.warehouse.TableType;
import java.util.List;
import java.util.Map;

/** Columns of feature logs: those that every log has, and those of its keys and features. */
public final class FeatureLogColumns {
    /** Window log: start of the tile; null in an {@code erase} of a complete key. */
    public static final String TILE = "tile";
    /** Latest log: event time of the row; null in an {@code erase} of a complete key. */
    public static final String EVENT_TIME = "event_time";
    /** The time from which the row counts. */
    public static final String KNOWN = "known";
    /** {@code add}, {@code replace} or {@code erase}. */
    public static final String KIND = "kind";
    /** Window log: how many source rows are in the row's states. */
    public static final String EVENTS = "events";
    /** The ingest runs that published the source rows. */
    public static final String RUNS = "runs";
    /** Order of publication of the source snapshot. */
    public static final String SEQUENCE = "sequence";
    /** Latest log: place of the source row in its source. */
    public static final String POSITION = "position";
    /** UTC day of the tile or event time. */
    public static final String DAY = "day";

    /** The columns of a latest log beside keys and features; no feature of a latest view can have these names. */
    public static final List<String> LATEST = List.of(EVENT_TIME, KNOWN, KIND, RUNS, SEQUENCE, POSITION, DAY);

    private FeatureLogColumns() {}

    /** A latest view's log; {@code features} in the order of the definition. */
    public static TableSchema latest(Map<String, FeatureType> keys, Map<String, FeatureType> features) {
        return values(
                        values(TableSchema.empty(), keys)
                                .with(EVENT_TIME, TableType.TIMESTAMP)
                                .with(KNOWN, TableType.TIMESTAMP)
                                .with(KIND, TableType.STRING),
                        features)
                .with(RUNS, TableType.STRINGS)
                .with(SEQUENCE, TableType.LONG)
                .with(POSITION, TableType.LONG)
                .with(DAY, TableType.DATE);
    }

    /** A window view's log; {@code states} are the names of its state columns, in order. */
    public static TableSchema window(Map<String, FeatureType> keys, List<String> states) {
        TableSchema schema = values(TableSchema.empty(), keys)
                .with(TILE, TableType.TIMESTAMP)
                .with(KNOWN, TableType.TIMESTAMP)
                .with(KIND, TableType.STRING);
        for (String state : states) {
            schema = schema.with(state, TableType.BYTES);
        }
        return schema.with(EVENTS, TableType.LONG)
                .with(RUNS, TableType.STRINGS)
                .with(SEQUENCE, TableType.LONG)
                .with(DAY, TableType.DATE);
    }

    private static TableSchema values(TableSchema schema, Map<String, FeatureType> more) {
        TableSchema all = schema;
        for (Map.Entry<String, FeatureType> column : more.entrySet()) {
            all = all.with(column.getKey(), new TableType.Value(column.getValue()));
        }
        return all;
    }
}
