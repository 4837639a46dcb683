package io.assay.validation.decision;

import io.assay.definition.contract.Choice;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A choice that was made for a batch or a table, with the numbers and the reason it was made for.
 *
 * @param what the subject of the choice: a {@link Choice} or {@link #PARTITIONING}
 * @param column the columns it is about; empty if it is about the batch or the table
 * @param alternatives that were not chosen
 * @param measured the numbers that decided, by name
 * @param reason one sentence
 */
public record Decision(
        String what,
        String column,
        String chosen,
        By by,
        List<String> alternatives,
        Map<String, BigDecimal> measured,
        String reason) {
    public static final String PARTITIONING = "partitioning";

    /** With fewer rows all alternatives cost the same, so the choice is not recorded. */
    public static final long LEAST_ROWS = 10_000;

    /** Name of the number of rows in {@link #measured}. */
    public static final String ROWS = "rows";

    /** Name of the number of keys in {@link #measured}. */
    public static final String KEYS = "keys";

    public Decision {
        alternatives = List.copyOf(alternatives);
        measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    }

    /** Who chose. */
    public enum By {
        /** Assay, by measurement. */
        MEASURED,
        /** The contract. */
        PINNED
    }

    /** A choice by measurement. */
    public static Decision measured(Choice what, String chosen, String reason) {
        return of(what.word(), By.MEASURED, chosen, reason);
    }

    /** A choice that the contract made. */
    public static Decision pinned(Choice what, String chosen) {
        return of(what.word(), By.PINNED, chosen, "pinned in the contract");
    }

    public static Decision of(String what, By by, String chosen, String reason) {
        return new Decision(what, "", chosen, by, List.of(), Map.of(), reason);
    }

    public Decision on(String columns) {
        return new Decision(what, columns, chosen, by, alternatives, measured, reason);
    }

    public Decision ratherThan(String... others) {
        return new Decision(what, column, chosen, by, List.of(others), measured, reason);
    }

    public Decision by(String name, long value) {
        return by(name, BigDecimal.valueOf(value));
    }

    public Decision by(String name, BigDecimal value) {
        Map<String, BigDecimal> more = new LinkedHashMap<>(measured);
        more.put(name, value);
        return new Decision(what, column, chosen, by, alternatives, more, reason);
    }

    /** Whether another choice could have made a difference for a batch of so many rows. */
    public boolean matters(long rows) {
        return by == By.PINNED || what.equals(PARTITIONING) || rows >= LEAST_ROWS || weighs(ROWS) || weighs(KEYS);
    }

    private boolean weighs(String name) {
        return measured.getOrDefault(name, BigDecimal.ZERO).longValue() >= LEAST_ROWS;
    }

    /** For people. */
    public String text() {
        return "%s%s: %s (%s)".formatted(what, column.isEmpty() ? "" : " of " + column, chosen, reason);
    }
}
