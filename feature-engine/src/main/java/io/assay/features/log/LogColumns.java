package io.assay.features.log;

import java.util.List;

/** Names of the columns that feature logs have beside their keys and features. */
public final class LogColumns {
    /** Window log: start of the tile; null in an {@code erase} of a whole key. */
    public static final String TILE = "tile";
    /** Latest log: event time of the row; null in an {@code erase} of a whole key. */
    public static final String EVENT_TIME = "event_time";
    /** From when the row counts. */
    public static final String KNOWN = "known";
    /** {@link #ADD}, {@link #REPLACE} or {@link #ERASE}. */
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

    public static final String ADD = "add";
    public static final String REPLACE = "replace";
    public static final String ERASE = "erase";

    private LogColumns() {}

    /** The columns of a latest log beside keys and features; no feature of a latest view can have these names. */
    static List<String> ofLatest() {
        return List.of(EVENT_TIME, KNOWN, KIND, RUNS, SEQUENCE, POSITION, DAY);
    }
}
