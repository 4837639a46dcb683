package io.assay.jobs.runs;

import picocli.CommandLine.Command;

/** {@code runs}: lists runs, shows one, approves a held batch, labels one good or bad. */
@Command(
        name = "runs",
        description = "Lists runs, shows one, approves a held batch, labels one good or bad.",
        subcommands = {RunsListCommand.class, RunsShowCommand.class, RunsPublishCommand.class, RunsLabelCommand.class})
final class RunsCommand {}
