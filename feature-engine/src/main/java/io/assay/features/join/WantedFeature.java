package io.assay.features.join;

import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.ViewName;

/**
 * A feature a training set asks for.
 *
 * @param column its name in the training set
 */
public record WantedFeature(ViewName view, String feature, String column) {

    /** The feature under its own name. */
    public static WantedFeature named(FeatureService.Reference reference) {
        return new WantedFeature(reference.view(), reference.feature(), reference.feature());
    }

    /** The feature as {@code view__feature}. */
    public static WantedFeature fullyNamed(FeatureService.Reference reference) {
        return new WantedFeature(reference.view(), reference.feature(), reference.fullName());
    }
}
