package io.assay.jobs.ingest;

import io.assay.jobs.failure.UsageException;
import java.util.List;

/** Topics as inputs: recognised and rejected, because this version does not read them. */
final class KafkaInput {
    private KafkaInput() {}

    static void refuse(List<String> inputs) {
        for (String input : inputs) {
            if (input.startsWith("kafka:")) {
                throw new UsageException(
                        "--input " + input, "not in this version", "land the topic's records as files");
            }
        }
    }
}
