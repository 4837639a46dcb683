package io.assay.service.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.definition.DurationText;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.online.view.Freshness;
import io.assay.online.view.OnlineView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A feature view: its definition, and how far it has been followed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ViewResponse(
        String name,
        String kind,
        @Nullable String description,
        String version,
        List<String> entities,
        @JsonProperty("join_keys") Map<String, String> joinKeys,
        SourceAnswer source,
        @Nullable String ttl,
        List<FeatureAnswer> features,
        Map<String, String> tags,
        FollowedAnswer followed) {

    /** Where its rows come from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SourceAnswer(
            String dataset,
            @JsonProperty("event_time") String eventTime,
            @Nullable String available,
            @Nullable String where) {}

    /** One feature. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FeatureAnswer(
            String name,
            @Nullable String type,
            @Nullable String of,
            @Nullable String aggregate,
            @Nullable String over,
            @Nullable String hop,
            @Nullable String where,
            @JsonProperty("default") @Nullable String fallback) {}

    /** How far its table has been followed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FollowedAnswer(
            @JsonProperty("table_version") @Nullable Long tableVersion,
            @Nullable Instant committed,
            @Nullable Instant applied,
            @JsonProperty("caught_up") boolean caughtUp,
            @Nullable String problem) {
        static FollowedAnswer of(Freshness freshness) {
            return new FollowedAnswer(
                    freshness.tableVersion().isPresent()
                            ? freshness.tableVersion().getAsLong()
                            : null,
                    freshness.committed().orElse(null),
                    freshness.applied().orElse(null),
                    freshness.caughtUp(),
                    freshness.problem().orElse(null));
        }
    }

    static ViewResponse of(OnlineView view) {
        FeatureView definition = view.definition();
        return definition.match(new FeatureView.Cases<>() {
            @Override
            public ViewResponse window(WindowView window) {
                List<FeatureAnswer> features = new ArrayList<>();
                window.window().forEach(feature -> features.add(feature(feature, view.types())));
                return answer(view, "window", null, features);
            }

            @Override
            public ViewResponse latest(LatestView latest) {
                List<FeatureAnswer> features = new ArrayList<>();
                latest.latest().forEach(feature -> features.add(feature(feature, view.types())));
                return answer(
                        view, "latest", latest.ttl().map(DurationText::text).orElse(null), features);
            }
        });
    }

    private static ViewResponse answer(
            OnlineView view, String kind, @Nullable String ttl, List<FeatureAnswer> features) {
        FeatureView definition = view.definition();
        return new ViewResponse(
                definition.name().value(),
                kind,
                definition.description().orElse(null),
                definition.version(),
                definition.entities().stream()
                        .map(Entity::name)
                        .map(Object::toString)
                        .toList(),
                words(definition.joinKeys()),
                new SourceAnswer(
                        definition.source().dataset().value(),
                        definition.source().eventTime(),
                        definition.source().available().orElse(null),
                        definition.source().where().orElse(null)),
                ttl,
                features,
                definition.tags(),
                FollowedAnswer.of(view.freshness()));
    }

    static Map<String, String> words(Map<String, FeatureType> types) {
        Map<String, String> words = new LinkedHashMap<>();
        types.forEach((name, type) -> words.put(name, type.word()));
        return words;
    }

    private static FeatureAnswer feature(WindowFeature feature, Map<String, FeatureType> types) {
        return new FeatureAnswer(
                feature.name(),
                word(types, feature.name()),
                feature.of().orElse(null),
                feature.aggregate().word(),
                DurationText.text(feature.over()),
                DurationText.text(feature.hop()),
                feature.where().orElse(null),
                feature.fallback().orElse(null));
    }

    private static FeatureAnswer feature(LatestFeature feature, Map<String, FeatureType> types) {
        return new FeatureAnswer(
                feature.name(),
                word(types, feature.name()),
                feature.of(),
                null,
                null,
                null,
                null,
                feature.fallback().orElse(null));
    }

    private static @Nullable String word(Map<String, FeatureType> types, String feature) {
        FeatureType type = types.get(feature);
        return type == null ? null : type.word();
    }
}
