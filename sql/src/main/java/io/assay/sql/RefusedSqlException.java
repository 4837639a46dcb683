package io.assay.sql;

/** SQL that is well formed and is not allowed: it writes, calls or reads what its policy does not list. */
public final class RefusedSqlException extends RuntimeException {
    private final String what;
    private final String fix;

    public RefusedSqlException(String what, String fix) {
        super(what + "; " + fix);
        this.what = what;
        this.fix = fix;
    }

    public String what() {
        return what;
    }

    public String fix() {
        return fix;
    }
}
