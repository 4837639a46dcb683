package io.assay.definition.internal.odcs.standard;

import java.util.Map;
import java.util.Optional;

/** The version of the standard a file is written under, which decides on the keys that it may have. */
public enum OdcsVersion {
    V3_0,
    V3_1,
    V3_2;

    private static final Map<String, OdcsVersion> VERSIONS =
            Map.of("v3.0.0", V3_0, "v3.0.1", V3_0, "v3.0.2", V3_0, "v3.1.0", V3_1, "v3.2.0", V3_2);

    /** The version of an {@code apiVersion}, exactly as the standard writes it. */
    static Optional<OdcsVersion> of(String apiVersion) {
        return Optional.ofNullable(VERSIONS.get(apiVersion));
    }

    /** The one of {@code 3.1}. */
    static OdcsVersion ofNumber(String number) {
        return valueOf("V" + number.replace('.', '_'));
    }

    /** As in {@code ODCS 3.1}. */
    String number() {
        return name().substring(1).replace('_', '.');
    }
}
