package io.assay.validation.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch is read from.
 *
 * @param paths files or folders (any Hadoop path), in order: of rows with one key the last of the last path stays; for
 *     {@code delta} and {@code iceberg} a table's path, for {@code iceberg} also its name
 * @param format {@code csv json parquet avro orc delta iceberg}; taken from the contract's server or the paths' endings
 *     where it is not given
 * @param options of a CSV: {@code delimiter quote escape header encoding comment}; others are refused
 */
public record Input(List<String> paths, Optional<String> format, Map<String, String> options) {
    public Input {
        paths = List.copyOf(paths);
        options = Map.copyOf(options);
    }

    /** These paths, format and options as the contract or the endings give them. */
    public static Input of(String... paths) {
        return new Input(List.of(paths), Optional.empty(), Map.of());
    }
}
