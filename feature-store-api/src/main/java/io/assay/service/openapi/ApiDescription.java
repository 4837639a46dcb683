package io.assay.service.openapi;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The description at {@code /v3/api-docs}: generated from the controllers, and completed from a document of ours with
 * what they do not show: Feast's paths, which have no controllers, and bodies that are read as raw text.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String OURS = "/openapi/by-hand.json";

    @Bean
    OpenApiCustomizer byHand() {
        OpenAPI ours = read();
        return api -> {
            api.setInfo(new Info()
                    .title("Assay")
                    .version("v1")
                    .description("Features online by Feast's protocol; catalog, quality, provenance, lineage."));
            ours.getPaths().forEach((path, item) -> merge(api, path, item));
            Components components = api.getComponents();
            ours.getComponents().getSchemas().forEach(components::addSchemas);
            components.setSchemas(new TreeMap<>(components.getSchemas()));
            var sorted = new Paths();
            new TreeMap<>(api.getPaths()).forEach(sorted::addPathItem);
            api.setPaths(sorted);
        };
    }

    /** A path that controllers have too gains our body of its POST; any other is added as it is. */
    private static void merge(OpenAPI api, String path, PathItem ours) {
        PathItem theirs = api.getPaths().get(path);
        if (theirs == null || theirs.getPost() == null || ours.getPost() == null) {
            api.getPaths().addPathItem(path, ours);
            return;
        }
        theirs.getPost().setRequestBody(ours.getPost().getRequestBody());
        theirs.getPost().setSummary(ours.getPost().getSummary());
    }

    private static OpenAPI read() {
        try (InputStream in = ApiDescription.class.getResourceAsStream(OURS)) {
            return Json31.mapper().readValue(in, OpenAPI.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
