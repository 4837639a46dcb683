package io.assay.service.home;

import io.assay.service.start.ServiceSettings;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** A plain page with links to everything the service offers. */
@RestController
final class HomeController {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Assay: %1$s</title></head>
            <body>
            <h1>Assay: %1$s</h1>
            <p>Features of project <b>%1$s</b>, as of %2$s.</p>
            <ul>
            <li><code>POST /get-online-features</code>: features online, by Feast's protocol</li>
            <li><code>POST /v1/provenance</code>: where served values come from</li>
            <li><a href="/v1/views">/v1/views</a>, <a href="/v1/services">/v1/services</a>, <a href="/v1/entities">/v1/entities</a>,
            <a href="/v1/datasets">/v1/datasets</a>: what there is, and how it is doing</li>
            <li><code>GET /api/v1/lineage</code>, <a href="/api/v1/events/lineage">/api/v1/events/lineage</a>: lineage</li>
            <li><a href="/v3/api-docs">/v3/api-docs</a>: all of it as OpenAPI</li>
            <li><a href="/actuator/health">/actuator/health</a>, <a href="/actuator/prometheus">/actuator/prometheus</a>: operations</li>
            </ul>
            </body></html>
            """;

    private final ServiceSettings settings;

    HomeController(ServiceSettings settings) {
        this.settings = settings;
    }

    @GetMapping(value = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home() {
        return PAGE.formatted(
                HtmlUtils.htmlEscape(settings.project()), settings.clock().instant());
    }
}
