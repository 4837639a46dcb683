package io.assay.jobs.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.Fault;
import io.assay.definition.InvalidDefinitionException;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.JobException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import io.assay.validation.source.UnreadableSourceException;
import java.util.List;
import java.util.stream.Collectors;

/** A failure as it is reported: its kind, and each fault's place, cause and remedy. */
record Failure(ExitCode exit, List<Fault> faults) {
    private static final String REPORT = "https://github.com/assay-data/assay/issues";

    Failure {
        faults = List.copyOf(faults);
    }

    static Failure of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof JobException fault) {
                return new Failure(exit(fault), List.of(fault(fault.where(), fault.what(), fault.fix())));
            }
            if (t instanceof UnreadableSourceException source) {
                return new Failure(ExitCode.AT_FAULT, List.of(fault(source.where(), source.what(), source.fix())));
            }
            if (t instanceof InvalidDefinitionException invalid) {
                return new Failure(ExitCode.AT_FAULT, invalid.faults());
            }
        }
        return KnownFailure.of(thrown).orElseGet(() -> bug(thrown));
    }

    static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, List.of(fault("command line", message, "see --help")));
    }

    static Fault fault(String where, String what, String fix) {
        return new Fault("", 0, where, what, fix);
    }

    private static ExitCode exit(JobException fault) {
        if (fault instanceof DataException) {
            return ExitCode.AT_FAULT;
        }
        return fault instanceof UsageException ? ExitCode.USAGE : ExitCode.OUTSIDE;
    }

    private static Failure bug(Throwable thrown) {
        Throwable root = KnownFailure.root(thrown);
        String what = "%s: %s".formatted(root.getClass().getName(), KnownFailure.firstLine(root));
        String fix = "this is a bug of Assay: please report it with the output of --stacktrace at " + REPORT;
        return new Failure(ExitCode.BUG, List.of(fault("assay", what, fix)));
    }

    /** The lines a person reads. */
    String text() {
        return faults.stream().map(Fault::text).collect(Collectors.joining("\n"));
    }

    /** What {@code --json} prints in place of the command's own document. */
    ObjectNode document() {
        ObjectNode document = Json.object();
        document.put("status", "failed").put("exit", exit.number());
        ArrayNode list = document.putArray("faults");
        for (Fault fault : faults) {
            list.addObject()
                    .put("path", fault.path())
                    .put("line", fault.line())
                    .put("at", fault.at())
                    .put("what", fault.what())
                    .put("fix", fault.fix());
        }
        return document;
    }
}
