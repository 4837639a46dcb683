package io.assay.definition.internal.odcs;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The version of the standard a file is written under, which decides on the keys that it may have. */
enum OdcsVersion {
    /** Its schema allows unknown keys; they are noted. */
    V3_0,
    V3_1,
    V3_2;

    private static final Set<String> ADDED_IN_3_2 = Set.of(
            "enum",
            "context",
            "semanticType",
            "synonyms",
            "expression",
            "measures",
            "dimensions",
            "variables",
            "deprecated",
            "key",
            "value");
    private static final Map<String, OdcsVersion> VERSIONS =
            Map.of("v3.0.0", V3_0, "v3.0.1", V3_0, "v3.0.2", V3_0, "v3.1.0", V3_1, "v3.2.0", V3_2);

    /** Described, not executed, and no reason for a note. */
    static final List<String> DESCRIPTIVE = List.of(
            "id", "name", "description", "businessName", "authoritativeDefinitions", "tags", "customProperties");

    static Optional<OdcsVersion> of(String apiVersion) {
        return Optional.ofNullable(VERSIONS.get(apiVersion.startsWith("v") ? apiVersion : "v" + apiVersion));
    }

    /** Ends the reading of a mapping: unknown keys are faults, later or unchecked ones notes. */
    void close(FieldReader fields, FaultCollector faults) {
        for (String key : fields.unasked()) {
            DocumentNode place = fields.place(key);
            if (ADDED_IN_3_2.contains(key)) {
                faults.note(place, "'%s' of ODCS 3.2 is not executed".formatted(key));
            } else if (this == V3_0) {
                faults.note(place, "'%s' is not of ODCS 3.0 and is not executed".formatted(key));
            } else {
                fields.unknown(key, "remove it, or make it one of the customProperties");
            }
        }
    }
}
