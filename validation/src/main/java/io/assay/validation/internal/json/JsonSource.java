package io.assay.validation.internal.json;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.message.NameList;
import io.assay.validation.internal.columns.ColumnCheck;
import io.assay.validation.internal.columns.ColumnMatch;
import io.assay.validation.internal.columns.FolderValues;
import io.assay.validation.internal.columns.LeftOutColumns;
import io.assay.validation.internal.text.MatchedFile;
import io.assay.validation.internal.text.RecordBuffer;
import io.assay.validation.internal.text.TextStreams;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * JSON files under a contract. They have no header: which columns there are is read from the first records. Entry of
 * this package.
 */
public final class JsonSource {
    /** Records that are looked at for names. */
    private static final int RECORDS = 100;

    private static final int BEGIN = 60;

    private final RowPlan plan;
    private final List<ContractColumn> columns;
    private final Configuration hadoop;
    private final List<String> warnings = new ArrayList<>();
    private final List<MatchedFile> files = new ArrayList<>();
    private final Map<String, List<String>> leftOut = new HashMap<>();

    private JsonSource(DatasetContract dataset, Configuration hadoop) {
        this.plan = new RowPlan(dataset);
        this.columns = dataset.columns().stream().map(ContractColumn::optional).toList();
        this.hadoop = hadoop;
    }

    /**
     * Reads every file's first records.
     *
     * @throws UnreadableSourceException if a file cannot be opened or has no column of the contract
     */
    public static JsonSource of(DatasetContract dataset, List<SourceFile> files, Configuration hadoop) {
        JsonSource source = new JsonSource(dataset, hadoop);
        for (int i = 0; i < files.size(); i++) {
            SourceFile file = files.get(i);
            try {
                source.add(file, i);
            } catch (EOFException e) {
                if (file.bytes() != 0) { // an empty file may have the ending of a compressed one
                    throw UnreadableSourceException.of(file, e);
                }
            } catch (IOException e) {
                throw UnreadableSourceException.of(file, e);
            }
        }
        return source;
    }

    public List<MatchedFile> files() {
        return List.copyOf(files);
    }

    /** What was left out, a line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The names that a line of {@link #warnings} has, by file. */
    public Map<String, List<String>> leftOut() {
        return Map.copyOf(leftOut);
    }

    private void add(SourceFile file, int number) throws IOException {
        try (JsonRecords records = new JsonRecords(TextStreams.open(file.path(), "UTF-8", hadoop))) {
            Set<String> names = new TreeSet<>();
            boolean array = false;
            String begin = "";
            int broken = 0;
            for (int i = 0; i < RECORDS && next(records, file, i); i++) {
                array |= records.isArray(); // what follows an array is lines
                Set<String> found = JsonNames.of(records);
                names.addAll(found);
                if (i == 0) {
                    begin = new String(
                            records.bytes(),
                            records.offset(),
                            Math.min(records.length(), BEGIN),
                            StandardCharsets.UTF_8);
                }
                broken += found.isEmpty() ? 1 : 0;
            }
            if (broken > 0 && names.isEmpty() && !begin.startsWith("{") && !begin.startsWith("[")) {
                throw new UnreadableSourceException(
                        file.path(),
                        "is not JSON: it begins with " + NameList.of(List.of(begin.strip())),
                        "write JSON lines or an array, or give it the ending of its format (--format)");
            }
            Map<String, Optional<String>> folders = FolderValues.of(file.path());
            ColumnMatch match = match(file, names, folders);
            if (!match.leftOut().isEmpty()) {
                leftOut.put(file.path(), match.leftOut());
                warnings.add(LeftOutColumns.line(file.path(), match.leftOut()));
            }
            int textBegin = array || records.isArray() ? RecordBuffer.NOT_SEEKABLE : records.textBegin();
            files.add(new MatchedFile(
                    new JsonFile(file.path(), number, file.bytes(), plan, textBegin, 0, Long.MAX_VALUE, null),
                    FolderValues.columns(match.missing(), folders)));
        }
    }

    /** Whether a file is one array, not lines. */
    public static boolean isArray(SourceFile file, Configuration hadoop) {
        try (JsonRecords records = new JsonRecords(TextStreams.open(file.path(), "UTF-8", hadoop))) {
            return records.next() && records.isArray();
        } catch (EOFException e) {
            return false; // empty
        } catch (IOException e) {
            throw UnreadableSourceException.of(file, e);
        }
    }

    private static boolean next(JsonRecords records, SourceFile file, int read) throws IOException {
        try {
            return records.next();
        } catch (IOException e) {
            if (read == 0) {
                throw e;
            }
            throw new UnreadableSourceException(
                    file.path(),
                    "cannot be read to its end: " + e.getMessage(),
                    "deliver the complete file again; nothing of it was published",
                    e);
        }
    }

    /** A record may leave out what is null: only a file without any column of the contract is refused. */
    private ColumnMatch match(SourceFile file, Set<String> names, Map<String, Optional<String>> folders) {
        Set<String> known = columns.stream().map(ContractColumn::source).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>(); // records may write one name in several cases
        List<String> given = names.stream()
                .sorted(Comparator.comparing((String name) -> !known.contains(name)))
                .filter(name -> seen.add(ColumnMatch.folded(name)) || known.contains(name))
                .toList();
        return new ColumnCheck(file.path(), columns, folders, Optional.empty()).match(given);
    }
}
