package io.assay.definition.internal.document;

import io.assay.definition.Fault;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.DataContract.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong in one file, so that all faults are reported at once. Not threadsafe. */
public final class FaultCollector {
    private final String path;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final @Nullable FaultCollector notesOf;

    public FaultCollector(String path) {
        this(path, null);
    }

    private FaultCollector(String path, @Nullable FaultCollector notesOf) {
        this.path = path;
        this.notesOf = notesOf;
    }

    public void add(DocumentNode node, String what, String fix) {
        add(node.line(), node.at(), what, fix);
    }

    public void add(int line, String at, String what, String fix) {
        Fault fault = new Fault(path, line, at.isEmpty() ? "document" : at, what, fix);
        if (!faults.contains(fault)) {
            faults.add(fault);
            if (notesOf != null) {
                notesOf.notes.add(new Note(line, fault.at(), "%s; %s".formatted(fault.what(), fault.fix())));
            }
        }
    }

    /** Adds the faults that a value's constructor found, with their place in the file. */
    public void add(DocumentNode node, InvalidDefinitionException cause) {
        cause.faults().forEach(fault -> add(node, fault.what(), fault.fix()));
    }

    public void note(DocumentNode node, String what) {
        FaultCollector target = notesOf == null ? this : notesOf;
        target.notes.add(new Note(node.line(), node.at().isEmpty() ? "document" : node.at(), what));
    }

    public String path() {
        return path;
    }

    /** Adds what another collector has. */
    public void addAll(FaultCollector other) {
        other.faults.forEach(fault -> add(fault.line(), fault.at(), fault.what(), fault.fix()));
        notes.addAll(other.notes);
    }

    /** A collector for what is not executable: what is added to it is a note of this one, and not a fault. */
    public FaultCollector asNotes() {
        return new FaultCollector(path, this);
    }

    /** In the order of lines. */
    public List<Fault> all() {
        return faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }

    /** In the order of lines. */
    public List<Note> notes() {
        return notes.stream().sorted(Comparator.comparingInt(Note::line)).toList();
    }

    public boolean none() {
        return faults.isEmpty();
    }

    /** Throws all of them, if there are any. */
    public void raise() {
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionException(all());
        }
    }
}
