package io.assay.lineage.received;

/** A document that is not an OpenLineage event: the place of the fault, what is wrong there, how to fix it. */
public final class InvalidEventException extends RuntimeException {
    private final String at;

    InvalidEventException(String at, String what, String fix) {
        super("%s: %s; %s".formatted(at, what, fix));
        this.at = at;
    }

    /** Place in the document, such as {@code $.run.runId}. */
    public String at() {
        return at;
    }
}
