package io.assay.definition.project;

/** Reads definitions back from the canonical JSON that runs keep, with the same parser that reads files. */
public final class Definitions {
    private Definitions() {}
}
