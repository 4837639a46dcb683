package io.assay.definition.contract;

/** How a batch meets what is already published. */
public enum WriteMode {
    APPEND,
    UPSERT,
    REPLACE
}
