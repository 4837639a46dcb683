package io.assay.validation.internal.json;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.text.RecordBuffer;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.internal.text.TextStreams;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * JSON files under a contract. They have no header: the first record tells which columns are not in the contract. Entry
 * of this package.
 */
public final class JsonSource {
    private final RowPlan plan;
    private final Set<String> known;
    private final Configuration hadoop;
    private final List<String> warnings = new ArrayList<>();
    private final List<TextFile> files = new ArrayList<>();

    private JsonSource(DatasetContract dataset, Configuration hadoop) {
        this.plan = new RowPlan(dataset);
        this.known = dataset.columns().stream().map(ContractColumn::source).collect(Collectors.toSet());
        this.hadoop = hadoop;
    }

    /**
     * Reads every file's first record.
     *
     * @throws UnreadableSourceException if a file cannot be opened
     */
    public static JsonSource of(DatasetContract dataset, List<SourceFile> files, Configuration hadoop) {
        JsonSource source = new JsonSource(dataset, hadoop);
        for (int i = 0; i < files.size(); i++) {
            SourceFile file = files.get(i);
            try {
                source.add(file, i);
            } catch (EOFException e) {
                if (file.bytes() != 0) { // an empty file may have the ending of a compressed one
                    throw unreadable(file, e);
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return source;
    }

    public List<TextFile> files() {
        return List.copyOf(files);
    }

    /** What was left out, a line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void add(SourceFile file, int number) throws IOException {
        try (JsonRecords records = new JsonRecords(TextStreams.open(file.path(), "UTF-8", hadoop))) {
            Set<String> extra = new TreeSet<>(records.next() ? JsonNames.of(records) : Set.of());
            extra.removeAll(known);
            if (!extra.isEmpty()) {
                warnings.add("%s: left out, not in the contract: %s".formatted(file.path(), String.join(", ", extra)));
            }
            int textBegin = records.isArray() ? RecordBuffer.NOT_SEEKABLE : records.textBegin();
            files.add(new JsonFile(file.path(), number, file.bytes(), plan, textBegin, 0, Long.MAX_VALUE, null));
        }
    }

    private static UnreadableSourceException unreadable(SourceFile file, IOException cause) {
        return new UnreadableSourceException(
                file.path(),
                "cannot be read: " + cause.getMessage(),
                "check that it exists, is complete, and that its ending names its format",
                cause);
    }
}
