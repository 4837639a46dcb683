package io.assay.definition.internal.odcs;

import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;

/** What every part of reading one contract shares. */
record ContractContext(OdcsVersion standard, SchemaObjects registry, FaultCollector faults) {
    void close(FieldReader fields) {
        standard.close(fields, faults);
    }
}
