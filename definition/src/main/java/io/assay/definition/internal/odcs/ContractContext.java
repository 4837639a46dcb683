package io.assay.definition.internal.odcs;

import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;

/** What all readers of one contract share. */
record ContractContext(OdcsVersion standard, SchemaObjects registry, FaultCollector faults) {
    void close(FieldReader fields) {
        standard.close(fields, faults);
    }
}
