package io.assay.jobs.lookup;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings as a session of Spark would have them. */
final class HadoopSettings {
    private static final String PREFIX = "spark.hadoop.";

    private HadoopSettings() {}

    static Configuration of(Map<String, String> spark) {
        Configuration hadoop = new Configuration();
        spark.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                hadoop.set(key.substring(PREFIX.length()), value);
            }
        });
        return hadoop;
    }
}
