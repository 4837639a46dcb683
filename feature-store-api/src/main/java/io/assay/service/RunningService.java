package io.assay.service;

import io.assay.online.OnlineStore;
import io.assay.service.start.ServiceSettings;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** A started service; closing it stops the server, then the follower. */
public final class RunningService implements AutoCloseable {
    private final ServiceSettings settings;
    private final OnlineStore store;
    private final ConfigurableApplicationContext context;

    RunningService(ServiceSettings settings, OnlineStore store, ConfigurableApplicationContext context) {
        this.settings = settings;
        this.store = store;
        this.context = context;
    }

    /** The port it listens on. */
    public int port() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("the service is stopped");
        }
        return server.getPort();
    }

    public ServiceSettings settings() {
        return settings;
    }

    public OnlineStore store() {
        return store;
    }

    /** Calls {@code end} once the service cannot be trusted any more, such as after too little memory. */
    void whenBroken(Runnable end) {
        context.addApplicationListener((ApplicationListener<AvailabilityChangeEvent<?>>) event -> {
            if (event.getState() == LivenessState.BROKEN) {
                end.run();
            }
        });
    }

    @Override
    public void close() {
        context.close();
        store.close();
    }
}
