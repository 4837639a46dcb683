package io.assay.warehouse.json;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads and writes the documents of a warehouse. A mapper is costly to make, and safe for use by several threads. */
public final class StoredJson {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredJson() {}
}
