package io.assay.definition.contract;

import java.util.Map;

/**
 * How files are to be read, as the contract's server declares it: a Spark format name and its options
 * ({@code delimiter}).
 */
public record SourceFormat(String format, Map<String, String> options) {
    public SourceFormat {
        options = Map.copyOf(options);
    }
}
