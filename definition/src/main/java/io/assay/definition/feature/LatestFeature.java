package io.assay.definition.feature;

import java.util.Optional;

/**
 * One feature of a latest view: a column or SQL expression of the source; {@code fallback} is {@code default:} as text.
 */
public record LatestFeature(String name, String of, Optional<FeatureType> type, Optional<String> fallback) {}
