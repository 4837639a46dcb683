package io.assay.jobs.ingest;

import io.assay.jobs.failure.UsageException;
import java.util.List;
import java.util.Locale;

/** Topics and web addresses as inputs: recognised and rejected, because this version reads files only. */
final class OtherInput {
    private OtherInput() {}

    static void refuse(List<String> inputs) {
        for (String input : inputs) {
            String lower = input.toLowerCase(Locale.ROOT);
            if (lower.startsWith("kafka:")) {
                throw new UsageException(
                        "--input " + input, "not in this version", "land the topic's records as files");
            }
            if (lower.startsWith("http:") || lower.startsWith("https:")) {
                throw new UsageException("--input " + input, "is not read over HTTP", "download it, and name the file");
            }
        }
    }
}
