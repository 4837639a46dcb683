package io.assay.service;

import io.assay.online.OnlineStore;
import io.assay.service.health.FatalErrors;
import io.assay.service.lineage.LineageStore;
import io.assay.service.metrics.FollowerMetrics;
import io.assay.service.online.OnlineEndpoint;
import io.assay.service.online.OnlineFeatures;
import io.assay.service.online.OnlineMetrics;
import io.assay.service.start.ServiceSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** Assembles the service; settings, store and history are passed in. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan
class ServiceApplication {
    @Bean
    OnlineFeatures onlineFeatures(OnlineStore store, ServiceSettings settings) {
        return new OnlineFeatures(store, settings.clock(), settings.project());
    }

    @Bean
    OnlineMetrics onlineMetrics(MeterRegistry registry) {
        return new OnlineMetrics(registry);
    }

    @Bean
    FollowerMetrics followerMetrics(OnlineStore store, ServiceSettings settings, MeterRegistry registry) {
        return new FollowerMetrics(store, settings.project(), registry);
    }

    @Bean
    LineageStore lineageStore(ServiceSettings settings) {
        return LineageStore.open(settings.warehouse());
    }

    /** The online endpoint is in front of everything of Spring's, in the same server. */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> onlineEndpoint(
            OnlineFeatures features, OnlineMetrics metrics, FatalErrors fatal) {
        return factory -> factory.addServerCustomizers(server -> {
            OnlineEndpoint endpoint = new OnlineEndpoint(features, metrics, fatal::report);
            endpoint.setHandler(server.getHandler());
            server.setHandler(endpoint);
        });
    }
}
