package io.assay.warehouse.lineage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/** Where lineage events are, below {@code WarehouseLayout.lineage()}: one file an event, a folder a day (UTC). */
public final class LineageFiles {
    private static final String ENDING = ".json";

    private LineageFiles() {}

    /** Name of the day's folder: {@code 2013-01-31}. */
    public static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    /** Name of the event's file in it: {@code <epoch milliseconds>-<run>-<state>.json}. */
    public static String name(Instant at, UUID run, String state) {
        return String.format(Locale.ROOT, "%d-%s-%s%s", at.toEpochMilli(), run, state, ENDING);
    }

    /** Whether the file holds an event: not one that is being written, nor anything of a file system's own. */
    public static boolean isEvent(String name) {
        return name.endsWith(ENDING) && !name.startsWith(".") && !name.startsWith("_");
    }
}
