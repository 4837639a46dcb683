package io.assay.validation.internal.csv;

import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * CSV files without a contract: the columns of all their headers, as texts.
 *
 * @param plan of columns that are named by their places ({@link #place}): names in a header may be those that Spark
 *     takes for the same
 * @param columns their names
 * @param nameless the first column of a header that has no name; it is called by its place, such as {@code _3}
 */
public record CsvTexts(RowPlan plan, List<String> columns, List<TextFile> files, Optional<Nameless> nameless) {
    /** A column of a file, by its place counted from 1. */
    public record Nameless(String path, int place) {}

    public CsvTexts {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
    }

    /** What the plan calls a column, by its place counted from 0. */
    public static String place(int column) {
        return "_" + column;
    }

    /**
     * Reads every file's header.
     *
     * @throws UnreadableSourceException if a file cannot be opened, or its header has a name twice
     */
    public static CsvTexts of(
            List<SourceFile> files, Map<String, String> options, List<String> nullValues, Configuration hadoop) {
        CsvDialect dialect = CsvDialect.of(options);
        List<SourceFile> filled = new ArrayList<>();
        List<CsvHeader> headers = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        Optional<Nameless> nameless = Optional.empty();
        for (SourceFile file : files) {
            CsvHeader read = CsvHeader.of(file, dialect, hadoop);
            int place = List.of(read.fields()).indexOf("") + 1;
            if (dialect.header() && place > 0 && nameless.isEmpty()) {
                nameless = Optional.of(new Nameless(file.path(), place));
            }
            CsvHeader header = read.named(dialect.header());
            if (header.fields().length > 0) {
                unique(file, header.fields());
                columns.addAll(List.of(header.fields()));
                filled.add(file);
                headers.add(header);
            }
        }
        List<String> names = List.copyOf(columns);
        RowPlan plan = RowPlan.texts(
                IntStream.range(0, names.size()).mapToObj(CsvTexts::place).toList(), nullValues);
        List<TextFile> read = new ArrayList<>();
        for (int i = 0; i < filled.size(); i++) {
            String[] own = headers.get(i).fields();
            Map<String, Integer> places = new HashMap<>();
            for (int field = 0; field < own.length; field++) {
                places.put(own[field], field);
            }
            int[] fieldOf = names.stream()
                    .mapToInt(name -> places.getOrDefault(name, -1))
                    .toArray();
            read.add(headers.get(i).file(filled.get(i), i, plan, dialect, fieldOf));
        }
        return new CsvTexts(plan, names, read, nameless);
    }

    private static void unique(SourceFile file, String[] header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name)) {
                throw new UnreadableSourceException(
                        file.path(), "its header has the column '%s' twice".formatted(name), "name each column once");
            }
        }
    }
}
