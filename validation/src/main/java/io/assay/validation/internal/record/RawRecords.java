package io.assay.validation.internal.record;

import io.assay.definition.contract.DatasetContract;
import io.assay.validation.source.RecordFormat;
import java.io.Serializable;
import java.util.Optional;

/** Values of a topic that could not be read, to be read again; sent to the tasks that do it. */
public final class RawRecords implements Serializable {
    private static final long serialVersionUID = 1;
    private final RecordValues values;

    private RawRecords(RecordValues values) {
        this.values = values;
    }

    public static RawRecords of(RecordFormat format) {
        return new RawRecords(RecordFile.values(format));
    }

    /** Whether rows of a topic are read otherwise than those of a JSON file with the same contract. */
    public static boolean differ(DatasetContract dataset, RecordFormat format) {
        return format instanceof RecordFormat.Avro
                || dataset.columns().stream().anyMatch(column -> column.source().startsWith(RecordFile.BESIDE));
    }

    /** The value as a JSON object; empty if it still cannot be read. */
    public Optional<byte[]> json(byte[] raw) {
        try {
            return Optional.of(values.json(raw));
        } catch (RecordValues.UnreadableValueException e) {
            return Optional.empty();
        }
    }
}
