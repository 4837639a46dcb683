package io.assay.jobs.runs;

import picocli.CommandLine.Command;

/** {@code runs}: what happened, and letting a held batch through. */
@Command(
        name = "runs",
        description = "Shows what happened; lets a held batch through.",
        subcommands = {RunsListCommand.class, RunsShowCommand.class, RunsPublishCommand.class})
final class RunsCommand {}
