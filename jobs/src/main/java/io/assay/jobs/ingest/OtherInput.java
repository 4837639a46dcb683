package io.assay.jobs.ingest;

import io.assay.jobs.failure.UsageException;
import io.assay.jobs.kafka.TopicAddress;
import java.util.List;
import java.util.Locale;

/** Inputs that are not files: topics of streams, and web addresses, which are not read. */
final class OtherInput {
    private OtherInput() {}

    static void refuse(List<String> inputs, boolean stream) {
        for (String input : inputs) {
            String lower = input.toLowerCase(Locale.ROOT);
            if (TopicAddress.fits(input) && !stream) {
                throw new UsageException(
                        "--input " + input,
                        "is a topic, which is read as a stream",
                        "add --stream; with --available-now it ends with what is there now");
            }
            if (lower.startsWith("http:") || lower.startsWith("https:")) {
                throw new UsageException("--input " + input, "is not read over HTTP", "download it, and name the file");
            }
        }
    }
}
