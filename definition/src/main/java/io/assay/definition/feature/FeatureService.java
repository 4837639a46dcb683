package io.assay.definition.feature;

import java.util.List;

/** The features one model reads, by name and in order; complete views are written out feature by feature. */
public record FeatureService(ServiceName name, List<Reference> features, String json) {
    public FeatureService {
        features = List.copyOf(features);
    }

    /** One feature of one view. */
    public record Reference(ViewName view, String feature) {
        /** {@code view__feature}. */
        public String fullName() {
            return view + "__" + feature;
        }
    }
}
