package io.assay.definition.internal.feature;

import io.assay.definition.Name;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.Set;

/** Names that keys and features cannot have, because feature logs and training sets have columns of these names. */
final class ReservedNames {
    private static final Set<String> COLUMNS = Set.of(
            "tile", "event_time", "event_timestamp", "known", "kind", "events", "runs", "sequence", "position", "day");

    private ReservedNames() {}

    static void checkKey(String key, DocumentNode place, FaultCollector faults) {
        check("join key", key, place, faults);
    }

    static void checkFeature(String feature, DocumentNode place, FaultCollector faults) {
        check("feature", feature, place, faults);
    }

    private static void check(String noun, String name, DocumentNode place, FaultCollector faults) {
        if (!Name.fits(name)) {
            faults.add(
                    place,
                    "the %s '%s' is not a name".formatted(noun, name),
                    "use lower case letters, digits and _, a letter first");
        } else if (COLUMNS.contains(name)) {
            faults.add(
                    place,
                    "a %s cannot be called '%s': feature tables have a column by this name".formatted(noun, name),
                    "choose another name");
        }
    }
}
