package io.assay.jobs.runs;

import picocli.CommandLine.Command;

/** {@code runs}: lists runs, shows one, and approves a held batch. */
@Command(
        name = "runs",
        description = "Lists runs, shows one, approves a held batch.",
        subcommands = {RunsListCommand.class, RunsShowCommand.class, RunsPublishCommand.class})
final class RunsCommand {}
