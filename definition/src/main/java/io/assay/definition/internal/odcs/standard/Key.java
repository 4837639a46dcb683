package io.assay.definition.internal.odcs.standard;

import java.util.Optional;

/**
 * A key of an element.
 *
 * @param from the first version it is of, {@code before} the first one it is no longer of
 * @param fix what to do where it is missing
 */
record Key(String name, Form form, boolean required, OdcsVersion from, Optional<OdcsVersion> before, String fix) {
    boolean of(OdcsVersion version) {
        return from.compareTo(version) <= 0
                && before.filter(end -> version.compareTo(end) >= 0).isEmpty();
    }
}
