package io.assay.lineage.internal.openlineage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Properties;

/** The producer of events: the project's home page and version. */
public record Producer(URI uri, String version) {
    private static final String RESOURCE = "/io/assay/lineage/producer.properties";

    static Producer ofThisVersion() {
        Properties properties = new Properties();
        try (InputStream in = Producer.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "lineage: %s is not in the jar; build it with Maven".formatted(RESOURCE));
            }
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return of(properties.getProperty("url"), properties.getProperty("version"));
    }

    public static Producer of(String home, String version) {
        return new Producer(URI.create(home + "/tree/v" + version), version);
    }
}
