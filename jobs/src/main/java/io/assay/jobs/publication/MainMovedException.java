package io.assay.jobs.publication;

/** Another run published to the table meanwhile; the batch has to be judged again on what is there now. */
public final class MainMovedException extends Exception {
    MainMovedException(String table, String run) {
        super("%s: another run published while %s was under way".formatted(table, run));
    }
}
