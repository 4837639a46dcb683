package io.assay.jobs.quarantine;

import picocli.CommandLine.Command;

/** {@code quarantine}: rows that were kept back, and their replay. */
@Command(
        name = "quarantine",
        description = "Shows quarantined rows and why, and replays them.",
        subcommands = {QuarantineListCommand.class, QuarantineShowCommand.class, QuarantineReplayCommand.class})
final class QuarantineCommand {}
