package io.assay.jobs.features;

import io.assay.definition.feature.FeatureService.Reference;
import io.assay.features.join.RequestedFeature;

/** How features are named in a training set. */
public enum FeatureNames {
    /** By their own name. */
    SHORT {
        @Override
        RequestedFeature wanted(Reference reference) {
            return RequestedFeature.named(reference);
        }
    },
    /** {@code view__feature}. */
    FULL {
        @Override
        RequestedFeature wanted(Reference reference) {
            return RequestedFeature.fullyNamed(reference);
        }
    };

    abstract RequestedFeature wanted(Reference reference);
}
