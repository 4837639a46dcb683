package io.assay.aggregation.time;

/**
 * The one place where event time becomes tiles, windows and {@code known}. All in microseconds since the epoch; spans
 * are counted from the epoch, and instants before 1970 are rounded toward the past like all others.
 */
public final class Tiles {
    private Tiles() {}

    /** The greatest multiple of {@code span} at or before {@code instant}; a tile's start is this of its events. */
    public static long floor(long instant, long span) {
        return instant - Math.floorMod(instant, span);
    }

    /** The least multiple of {@code span} at or after {@code instant}. */
    public static long ceil(long instant, long span) {
        long floor = floor(instant, span);
        return floor == instant ? instant : floor + span;
    }

    /**
     * The time from which an event counts, if it does not say when it was available: {@code floor(event, grain) +
     * grain}.
     */
    public static long known(long event, long grain) {
        return floor(event, grain) + grain;
    }

    /** The time from which an event counts: {@code max(floor(event, grain) + grain, ceil(available, grain))}. */
    public static long known(long event, long available, long grain) {
        return Math.max(known(event, grain), ceil(available, grain));
    }

    /** Start of the window at {@code t}: {@code floor(t - over, hop)}. Tiles from it on belong to the window. */
    public static long tail(long t, long over, long hop) {
        return floor(t - over, hop);
    }

    /** The first instant whose window no longer holds {@code tile}. */
    public static long leaves(long tile, long over, long hop) {
        return floor(tile, hop) + hop + over;
    }
}
