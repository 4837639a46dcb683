package io.assay.jobs.cli;

import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures of libraries that we recognise: by the names of their classes, so that none of them is loaded. */
final class KnownFailure {
    private static final Set<String> OUTSIDE = Set.of(
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.sql.SQLException",
            "io.delta.kernel.exceptions.KernelEngineException",
            "io.delta.kernel.exceptions.KernelException",
            "org.apache.iceberg.exceptions.CommitFailedException",
            "org.apache.iceberg.exceptions.CommitStateUnknownException",
            "org.apache.iceberg.exceptions.RESTException",
            "org.apache.iceberg.exceptions.RuntimeIOException",
            "org.apache.iceberg.exceptions.ServiceFailureException",
            "org.apache.iceberg.jdbc.UncheckedSQLException",
            "org.apache.spark.sql.delta.DeltaConcurrentModificationException",
            "io.delta.exceptions.DeltaConcurrentModificationException");

    /** Hadoop's messages if the class of a scheme is missing or unknown. */
    private static final Pattern NO_FILE_SYSTEM =
            Pattern.compile("No FileSystem for scheme \\S+|Class [\\w.$]+FileSystem\\S* not found");

    /** The message of {@link java.sql.DriverManager}. */
    private static final String NO_DRIVER = "No suitable driver";

    /** Of Iceberg, which takes commits of up to a minute before the last one. */
    private static final String CLOCK = "Invalid update timestamp";

    /** Of the operating system, and of SQLite, in which catalogs are kept. */
    private static final Pattern FULL =
            Pattern.compile("No space left on device|Disk quota exceeded|\\[SQLITE_FULL\\]");

    private KnownFailure() {}

    static Optional<Failure> of(Throwable thrown) {
        if (isOfFullDisk(thrown)) { // before the class of what it was wrapped in decides
            return Optional.of(new Failure(
                    ExitCode.OUTSIDE,
                    List.of(Failure.fault(
                            "disk",
                            "it is full: " + firstLine(root(thrown)),
                            "free space for the warehouse and for Spark's temporary files (spark.local.dir), then"
                                    + " run it again"))));
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OutOfMemoryError) {
                return Optional.of(new Failure(
                        ExitCode.OUTSIDE,
                        List.of(Failure.fault(
                                "memory",
                                "it does not suffice for this command: " + firstLine(t),
                                "give it more: ASSAY_MEMORY=4g ./assay ... (default: 2g); on a cluster"
                                        + " spark.driver.memory and spark.executor.memory"))));
            }
            if (t instanceof NoClassDefFoundError missing && spark(missing)) {
                return Optional.of(usage(
                        "class path",
                        "this command needs Spark, and Spark is not there",
                        "start it with ./assay or spark-submit"));
            }
            if (t instanceof InvalidPathException path) {
                return Optional.of(usage(
                        "path '%s'".formatted(path.getInput()),
                        "cannot be the name of a file where names are in "
                                + System.getProperty("sun.jnu.encoding", "UTF-8"),
                        "correct it, or set LC_ALL=C.UTF-8 if it has characters beyond ASCII"));
            }
            if (t instanceof URISyntaxException address) {
                return Optional.of(usage(
                        "path '%s'".formatted(address.getInput()),
                        "is not a valid path: " + address.getReason(),
                        "correct it; begin a path that has a colon with ./"));
            }
            if (t instanceof UnsupportedOperationException && isOfFileSystem(t)) {
                return Optional.of(usage(
                        "file system",
                        t.getStackTrace()[0].getClassName() + " cannot do this",
                        "name paths of a file system that can be listed and written"));
            }
            if (String.valueOf(t.getMessage()).startsWith(CLOCK)) {
                return Optional.of(new Failure(
                        ExitCode.OUTSIDE,
                        List.of(Failure.fault(
                                "clock",
                                "this machine's clock (%s) is behind the last commit's: %s"
                                        .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), firstLine(t)),
                                "set the clocks of all machines that write, then run it again"))));
            }
            Matcher system = NO_FILE_SYSTEM.matcher(String.valueOf(t.getMessage()));
            if (system.find()) {
                return Optional.of(usage(
                        "class path",
                        "nothing there reads this file system: " + system.group(),
                        "add its jars and their settings, such as --spark "
                                + "spark.jars.packages=org.apache.hadoop:hadoop-aws:VERSION for s3a://"));
            }
            for (Class<?> type = t.getClass(); type != null; type = type.getSuperclass()) {
                if (OUTSIDE.contains(type.getName())) {
                    return Optional.of(new Failure(
                            ExitCode.OUTSIDE,
                            List.of(Failure.fault(
                                    t.getClass().getSimpleName(),
                                    withCause(t),
                                    "something outside Assay failed: fix it, or try again"))));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether something is not on the class path: a class, a file system, a database's driver. */
    static boolean isMissingClass(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (t instanceof ClassNotFoundException
                    || t instanceof NoClassDefFoundError
                    || t instanceof NoSuchMethodException
                    || message.startsWith(NO_DRIVER)
                    || NO_FILE_SYSTEM.matcher(message).find()) {
                return true;
            }
        }
        return false;
    }

    private static Failure usage(String where, String what, String fix) {
        return new Failure(ExitCode.USAGE, List.of(Failure.fault(where, what, fix)));
    }

    /** Whether a file system of Hadoop's threw it, such as the one for HTTP, which only reads. */
    private static boolean isOfFileSystem(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.apache.hadoop.fs.");
    }

    private static boolean spark(NoClassDefFoundError missing) {
        String name = String.valueOf(missing.getMessage());
        return name.contains("org/apache/spark") || name.contains("org/apache/hadoop") || name.startsWith("scala/");
    }

    private static boolean isOfFullDisk(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (FULL.matcher(String.valueOf(t.getMessage())).find()) {
                return true;
            }
        }
        return false;
    }

    /** What it comes from in the end. */
    static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Its message, and that of what it comes from if that says more. */
    private static String withCause(Throwable thrown) {
        Throwable root = root(thrown);
        String message = firstLine(thrown);
        String cause = firstLine(root);
        return message.contains(cause) || root.getMessage() == null ? message : message + ": " + cause;
    }

    static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "no message" : message.lines().findFirst().orElse("no message");
    }
}
