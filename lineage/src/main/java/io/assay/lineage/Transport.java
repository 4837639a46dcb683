package io.assay.lineage;

import java.io.IOException;

/** A way for events to leave: a folder, an HTTP endpoint. */
public interface Transport {
    /** Where events go, for messages. */
    String target();

    /** Hands over one event, or throws; the caller counts and goes on. */
    void send(LineageEvent event) throws IOException;
}
