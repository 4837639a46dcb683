package io.assay.jobs.quarantine;

import picocli.CommandLine.Command;

/** {@code quarantine}: rows that were kept back, and their replay. */
@Command(
        name = "quarantine",
        description = "Shows what was held back and why, and replays it.",
        subcommands = {QuarantineListCommand.class, QuarantineShowCommand.class, QuarantineReplayCommand.class})
final class QuarantineCommand {}
