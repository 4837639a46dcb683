package io.assay.lineage;

import java.io.IOException;

/** A target of events: a folder, an HTTP endpoint. */
public interface Transport {
    /** Where events go, for messages. */
    String target();

    /** Sends one event, or throws; the caller counts the failure and continues. */
    void send(LineageEvent event) throws IOException;
}
