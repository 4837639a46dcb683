package io.assay.validation.internal.csv;

import io.assay.definition.contract.ContractColumn;
import io.assay.validation.internal.columns.ColumnMatch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The likely cause why the header of a CSV does not match a contract: another delimiter, or no header at all. */
final class HeaderHint {
    private static final List<String> DELIMITERS = List.of(";", "\t", "|", ",", ":");
    private static final Set<String> UNUSUAL_IN_NAMES = Set.of(";", "\t", "|");
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)sep=(.?)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");

    private HeaderHint() {}

    static Optional<String> of(String[] header, CsvDialect dialect, List<ContractColumn> columns) {
        Set<String> known = columns.stream()
                .map(column -> ColumnMatch.folded(column.source()))
                .collect(Collectors.toSet());
        Optional<String> odd = odd(header[0]);
        if (odd.isPresent()) {
            return odd;
        }
        if (header.length == 1) {
            List<String> others = DELIMITERS.stream()
                    .filter(delimiter -> !delimiter.equals(Character.toString((char) dialect.delimiter())))
                    .toList();
            Optional<String> other = others.stream()
                    .filter(delimiter -> separates(header[0], delimiter, known))
                    .findFirst()
                    .or(() -> others.stream()
                            .filter(delimiter -> columns.size() > 1
                                    && UNUSUAL_IN_NAMES.contains(delimiter)
                                    && header[0].contains(delimiter))
                            .findFirst());
            if (other.isPresent()) {
                return Optional.of("is the delimiter '%s'? Set it in the contract: %s"
                        .formatted(shown(other.get()), servers("delimiter", "'%s'".formatted(shown(other.get())))));
            }
        }
        return dialect.header() && values(header)
                ? Optional.of(
                        "is its first line a row, not a header? Set it in the contract: " + servers("header", "false"))
                : Optional.empty();
    }

    /** A first text that no header begins with. */
    private static Optional<String> odd(String first) {
        Matcher separator = SEPARATOR_LINE.matcher(first.strip());
        if (separator.matches()) {
            String delimiter = separator.group(1).isEmpty() ? ";" : separator.group(1);
            return Optional.of(
                    "its first line tells Excel the delimiter: remove the line, and set the delimiter in the contract: "
                            + servers("delimiter", "'%s'".formatted(shown(delimiter))));
        }
        if (first.indexOf('\0') >= 0) {
            return Optional.of("is it in UTF-16? Set the encoding in the contract: "
                    + servers("encoding", first.startsWith("\0") ? "UTF-16BE" : "UTF-16LE"));
        }
        return first.startsWith("{") || first.startsWith("[{")
                ? Optional.of("is it JSON? Give it the ending .json, or --format json")
                : Optional.empty();
    }

    /** What the contract needs, as it can be pasted. */
    private static String servers(String option, String value) {
        return ("servers: [{server: files, type: local, path: ., format: csv, "
                        + "customProperties: [{property: %s, value: %s}]}]")
                .formatted(option, value);
    }

    private static boolean separates(String line, String delimiter, Set<String> known) {
        return line.contains(delimiter)
                && Arrays.stream(line.split(Pattern.quote(delimiter), -1))
                        .anyMatch(name -> known.contains(ColumnMatch.folded(name.strip())));
    }

    /** Whether they look like values: a number, a date, nothing, or one of them twice. */
    private static boolean values(String[] header) {
        return Arrays.stream(header)
                        .anyMatch(text -> text.isBlank()
                                || NUMBER.matcher(text).matches()
                                || DATE.matcher(text).matches())
                || new HashSet<>(Arrays.asList(header)).size() < header.length;
    }

    private static String shown(String delimiter) {
        return delimiter.equals("\t") ? "\\t" : delimiter;
    }
}
