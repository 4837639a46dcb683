package io.assay.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Definitions that cannot be used; carries every fault found, not only the first. */
public final class InvalidDefinitionException extends RuntimeException {
    private final List<Fault> faults;

    public InvalidDefinitionException(List<Fault> faults) {
        super(faults.stream().map(Fault::text).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** One fault of a value built in code, where there is no file. */
    public InvalidDefinitionException(String at, String what, String fix) {
        this(List.of(new Fault("", 0, at, what, fix)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
