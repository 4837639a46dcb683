package io.assay.validation.source;

import java.time.Instant;

/** One file of an input as it stood when it was listed. */
public record SourceFile(String path, long bytes, Instant modified) {}
