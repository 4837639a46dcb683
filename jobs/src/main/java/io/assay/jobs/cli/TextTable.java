package io.assay.jobs.cli;

import io.assay.definition.message.TerminalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A table as people read it: a header, a line, rows; columns of numbers to the right. */
public final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("~?-?[0-9][0-9,.]*([eE][+-]?[0-9]+)?|");

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, Integer> widest = new HashMap<>();

    private TextTable(List<String> header) {
        this.header = header.stream().map(TerminalText::line).toList();
    }

    public static TextTable of(String... header) {
        return new TextTable(Arrays.asList(header));
    }

    public static TextTable of(List<String> header) {
        return new TextTable(header);
    }

    /** Cells of this column that are added from now on are cut after so many characters, with … at their end. */
    public TextTable narrow(String column, int characters) {
        widest.put(TerminalText.line(column), characters);
        return this;
    }

    /**
     * Adds a row of as many cells as the header has; line ends and other control characters in a cell are written as
     * escapes, such as {@code \n}.
     */
    public TextTable row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("%d cells under %d headings".formatted(cells.length, header.size()));
        }
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            String cell = TerminalText.line(String.valueOf(cells[i]));
            row.add(cut(cell, widest.getOrDefault(header.get(i), Integer.MAX_VALUE)));
        }
        rows.add(row);
        return this;
    }

    private static String cut(String cell, int most) {
        return length(cell) <= most ? cell : cell.substring(0, cell.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** All lines, without a line end after the last one and without spaces at the end of any. */
    public String text() {
        int[] widths = new int[header.size()];
        boolean[] right = new boolean[header.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    length(header.get(i)),
                    rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
            right[i] = !rows.isEmpty()
                    && rows.stream()
                            .allMatch(row -> NUMBER.matcher(row.get(column)).matches());
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths, right));
        lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths, right));
        rows.forEach(row -> lines.add(line(row, widths, right)));
        return String.join("\n", lines);
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths[i] - length(cell));
            line.append(i == 0 ? "" : "  ").append(right[i] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
