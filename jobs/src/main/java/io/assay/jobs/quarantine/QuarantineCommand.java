package io.assay.jobs.quarantine;

import picocli.CommandLine.Command;

/** {@code quarantine}: what was held back, and another chance for it. */
@Command(
        name = "quarantine",
        description = "Shows what was held back and why, and replays it.",
        subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
final class QuarantineCommand {}
