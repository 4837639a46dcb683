package io.assay.validation.source;

import java.time.Instant;

/** One file of an input as it was when it was listed. */
public record SourceFile(String path, long bytes, Instant modified) {}
