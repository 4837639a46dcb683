package io.assay.features.join;

import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.ViewName;

/**
 * A feature that a training set contains.
 *
 * @param column its name in the training set
 */
public record RequestedFeature(ViewName view, String feature, String column) {

    /** The feature under its own name. */
    public static RequestedFeature named(FeatureService.Reference reference) {
        return new RequestedFeature(reference.view(), reference.feature(), reference.feature());
    }

    /** The feature as {@code view__feature}. */
    public static RequestedFeature fullyNamed(FeatureService.Reference reference) {
        return new RequestedFeature(reference.view(), reference.feature(), reference.fullName());
    }
}
