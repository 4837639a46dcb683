package io.assay.definition.internal.odcs.standard;

import java.util.List;
import java.util.Optional;

/**
 * An element of the standard, such as {@code server}.
 *
 * @param closed the first version in which it may have no other keys; empty if none
 */
record Element(String name, Optional<OdcsVersion> closed, List<Key> keys) {
    boolean open(OdcsVersion version) {
        return closed.filter(first -> version.compareTo(first) >= 0).isEmpty();
    }
}
