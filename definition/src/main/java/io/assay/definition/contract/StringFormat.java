package io.assay.definition.contract;

import java.util.List;

/** The named formats of strings that are checked. */
public final class StringFormat {
    private static final List<String> NAMES = List.of(
            "email",
            "uri",
            "uri-reference",
            "uuid",
            "hostname",
            "ipv4",
            "ipv6",
            "byte",
            "date",
            "date-time",
            "time",
            "duration");

    private StringFormat() {}

    /** The standard's, but those that any string has, and the dates and times of JSON Schema. */
    public static List<String> names() {
        return NAMES;
    }
}
