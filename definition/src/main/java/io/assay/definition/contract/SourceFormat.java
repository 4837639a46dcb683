package io.assay.definition.contract;

import java.util.Map;

/** How the contract's server says its files are read: a Spark format name and its options ({@code delimiter}). */
public record SourceFormat(String format, Map<String, String> options) {
    public SourceFormat {
        options = Map.copyOf(options);
    }
}
