package io.assay.jobs.runs;

import picocli.CommandLine.Command;

/** {@code runs}: lists runs, shows one, and approves a held batch. */
@Command(
        name = "runs",
        description = "Shows what happened; lets a held batch through.",
        subcommands = {RunsListCommand.class, RunsShowCommand.class, RunsPublishCommand.class})
final class RunsCommand {}
