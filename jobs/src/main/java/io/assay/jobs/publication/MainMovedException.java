package io.assay.jobs.publication;

/** Another run was published to the table meanwhile; the batch has to be validated again on what is there now. */
public final class MainMovedException extends Exception {
    public MainMovedException(String table, String run) {
        super("%s: another run was published while %s was in progress".formatted(table, run));
    }
}
