package io.assay.jobs.runs;

import picocli.CommandLine.Command;

/** {@code runs}: what happened, and letting a held batch through. */
@Command(
        name = "runs",
        description = "Shows what happened; lets a held batch through.",
        subcommands = {ListCommand.class, ShowCommand.class, PublishCommand.class})
final class RunsCommand {}
