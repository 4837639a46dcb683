package io.assay.definition.internal.odcs;

import io.assay.definition.internal.document.Faults;
import io.assay.definition.internal.document.Fields;

/** What every part of reading one contract shares. */
record Reading(Standard standard, Registry registry, Faults faults) {
    void close(Fields fields) {
        standard.close(fields, faults);
    }
}
