package io.assay.validation.layout;

import java.util.List;
import java.util.Optional;

/**
 * What is measured of a table.
 *
 * @param bytes of its files
 * @param batchBytes of the files of a recent batch, on average; those of the table if batches cannot be distinguished
 * @param times its dates and timestamps; first those that batches are most likely ordered by
 * @param words its text columns, with the number of different values
 * @param key by which rows are updated; empty if they are not
 */
public record TableShape(
        long bytes, long rows, long batchBytes, List<TimeShape> times, List<WordShape> words, Optional<String> key) {
    public TableShape {
        times = List.copyOf(times);
        words = List.copyOf(words);
    }

    /** A column and how many different values the newest batch has of it. */
    public record WordShape(String column, long distinct) {}
}
