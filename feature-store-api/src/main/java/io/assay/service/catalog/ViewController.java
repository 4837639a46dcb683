package io.assay.service.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureType;
import io.assay.online.OnlineStore;
import io.assay.online.catalog.Catalog;
import io.assay.online.view.OnlineView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Feature views, feature services and entities, as they are live now. */
@RestController
@RequestMapping("/v1")
final class ViewController {
    private final OnlineStore store;

    ViewController(OnlineStore store) {
        this.store = store;
    }

    record Views(List<ViewResponse> views) {}

    record Services(List<ServiceAnswer> services) {}

    record Entities(List<EntityAnswer> entities) {}

    /** A feature service: what one model reads. */
    record ServiceAnswer(String name, List<Member> features) {}

    /** One feature of a service. */
    record Member(
            String view,
            String feature,
            @JsonProperty("full_name") String fullName,
            @Nullable String type) {}

    /** An entity and its join keys with their types. */
    record EntityAnswer(
            String name, @JsonProperty("join_keys") Map<String, String> joinKeys) {}

    @GetMapping("/views")
    Views views() {
        return new Views(store.catalog().views().values().stream()
                .map(ViewResponse::of)
                .sorted(Comparator.comparing(ViewResponse::name))
                .toList());
    }

    @GetMapping("/views/{name}")
    ViewResponse view(@PathVariable String name) {
        return views().views().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "view",
                        name,
                        views().views().stream().map(ViewResponse::name).toList()));
    }

    @GetMapping("/services")
    Services services() {
        Catalog catalog = store.catalog();
        return new Services(catalog.services().values().stream()
                .map(service -> answer(service, catalog))
                .toList());
    }

    @GetMapping("/services/{name}")
    ServiceAnswer service(@PathVariable String name) {
        return services().services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "service",
                        name,
                        services().services().stream().map(ServiceAnswer::name).toList()));
    }

    @GetMapping("/entities")
    Entities entities() {
        return new Entities(store.catalog().entities().values().stream()
                .map(ViewController::answer)
                .toList());
    }

    private static EntityAnswer answer(Entity entity) {
        return new EntityAnswer(entity.name().value(), ViewResponse.words(entity.joinKeys()));
    }

    private static ServiceAnswer answer(FeatureService service, Catalog catalog) {
        return new ServiceAnswer(
                service.name().value(),
                service.features().stream()
                        .map(feature -> new Member(
                                feature.view().value(),
                                feature.feature(),
                                feature.fullName(),
                                type(catalog.views().get(feature.view()), feature.feature())))
                        .toList());
    }

    private static @Nullable String type(@Nullable OnlineView view, String feature) {
        @Nullable FeatureType type = view == null ? null : view.types().get(feature);
        return type == null ? null : type.word();
    }
}
