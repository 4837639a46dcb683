package io.assay.jobs.gate;

import io.assay.validation.source.Input;

/** Where a batch comes from: the command that brought it, and what it was read from. */
public record BatchOrigin(String command, Input input) {}
