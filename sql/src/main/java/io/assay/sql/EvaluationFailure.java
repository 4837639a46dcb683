package io.assay.sql;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;

/** Spark's failure to evaluate SQL that a user wrote, as distinct from failures of the storage and of our own. */
public final class EvaluationFailure {
    /** The reason where memory does not suffice. */
    public static final String TOO_LARGE =
            "it needs more memory than there is: make its values smaller, or set ASSAY_MEMORY";

    /** Of texts, though Java counts them among the failures of input and output; by name, as subclasses too. */
    private static final Set<String> OF_TEXT = Set.of(
            "java.io.UnsupportedEncodingException", // decode('x', 'nope')
            "java.nio.charset.CharacterCodingException",
            "com.fasterxml.jackson.core.JsonProcessingException"); // schema_of_json('{')

    private static final String OURS = "io.assay.";
    private static final String SPARKS = "org.apache.spark.";
    private static final Pattern ADVICE = Pattern.compile(" If necessary set \"?spark\\.sql\\.ansi.*");

    private EvaluationFailure() {}

    /** Whether the author of the SQL can fix it: neither the storage failed, nor was it reported by us. */
    public static boolean ofSql(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().startsWith(OURS) || ofStorage(cause)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same, and a row or a constant failed, not the work on it: a job that is cancelled, an executor that is lost.
     */
    public static boolean ofRows(Throwable thrown) {
        return ofSql(thrown) && !root(thrown).getClass().getName().equals(SPARKS + "SparkException");
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean ofStorage(Throwable thrown) {
        return thrown instanceof UncheckedIOException || (is(thrown, Set.of("java.io.IOException")) && !ofText(thrown));
    }

    private static boolean ofText(Throwable thrown) {
        return is(thrown, OF_TEXT);
    }

    private static boolean is(Throwable thrown, Set<String> names) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether memory did not suffice, here or in a task. */
    private static boolean ofMemory(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    /** What went wrong, in one line: of the innermost cause, since the others are about tasks and stages. */
    public static String reason(Throwable thrown) {
        if (ofMemory(thrown)) {
            return TOO_LARGE;
        }
        Throwable root = root(thrown);
        String message =
                String.valueOf(root.getMessage()).strip().lines().findFirst().orElse("");
        if (is(root, Set.of("java.io.UnsupportedEncodingException"))) {
            return "'%s' is not a known encoding".formatted(message);
        }
        boolean saysAll = root.getClass().getName().startsWith(SPARKS)
                || (root.getClass().equals(RuntimeException.class) && !message.isEmpty()); // raise_error('…')
        return saysAll
                ? ADVICE.matcher(message).replaceAll("")
                : "%s: %s".formatted(root.getClass().getSimpleName(), message);
    }
}
