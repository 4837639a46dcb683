package io.assay.definition.internal.odcs;

import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.odcs.standard.OdcsVersion;

/**
 * What all readers of one contract share.
 *
 * @param faults what the standard does not allow
 * @param execution what it allows and cannot be executed: faults in a project, notes in a file on its own
 */
record ContractContext(OdcsVersion standard, SchemaObjects registry, FaultCollector faults, FaultCollector execution) {
    static ContractContext of(OdcsVersion standard, SchemaObjects registry, FaultCollector faults) {
        boolean project = registry.scope() == SchemaObjects.Scope.PROJECT;
        return new ContractContext(standard, registry, faults, project ? faults : faults.asNotes());
    }
}
