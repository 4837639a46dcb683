package io.assay.definition;

import io.assay.definition.message.Secrets;

/**
 * One thing wrong in a definition: where, what, and how to fix it.
 *
 * @param path the file as it was given, or the empty text where there is none
 * @param line counted from 1; 0 where no line is at fault
 * @param at place inside the document, such as {@code schema[0].properties[2].logicalType}
 */
public record Fault(String path, int line, String at, String what, String fix) {
    public Fault {
        at = Secrets.masked(at);
        what = Secrets.masked(what);
        fix = Secrets.masked(fix);
    }

    /** The line a user reads: {@code PATH:LINE: at: what; fix}; without a file {@code at: what; fix}. */
    public String text() {
        String place = line > 0 ? path + ":" + line : path;
        return "%s%s: %s; %s".formatted(place.isEmpty() ? "" : place + ": ", at, what, fix);
    }
}
