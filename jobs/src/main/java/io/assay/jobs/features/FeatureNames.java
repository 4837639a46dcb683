package io.assay.jobs.features;

import io.assay.definition.feature.FeatureService.Reference;
import io.assay.features.join.WantedFeature;

/** How features are named in a training set. */
public enum FeatureNames {
    /** By their own name. */
    SHORT {
        @Override
        WantedFeature wanted(Reference reference) {
            return WantedFeature.named(reference);
        }
    },
    /** {@code view__feature}. */
    FULL {
        @Override
        WantedFeature wanted(Reference reference) {
            return WantedFeature.fullyNamed(reference);
        }
    };

    abstract WantedFeature wanted(Reference reference);
}
