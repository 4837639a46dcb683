package io.assay.definition.internal.odcs;

import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.odcs.standard.ContractDocument;
import io.assay.definition.internal.odcs.standard.OdcsVersion;

/**
 * What all readers of one contract share.
 *
 * @param sound whether the document has the structure of the standard
 * @param faults what the standard does not allow
 * @param execution what it allows and cannot be executed: faults in a project, notes in a file on its own
 */
record ContractContext(
        OdcsVersion standard, boolean sound, SchemaObjects registry, FaultCollector faults, FaultCollector execution) {
    static ContractContext of(ContractDocument document, SchemaObjects registry, FaultCollector faults) {
        boolean project = registry.scope() == SchemaObjects.Scope.PROJECT;
        return new ContractContext(
                document.version(), document.sound(), registry, faults, project ? faults : faults.asNotes());
    }
}
