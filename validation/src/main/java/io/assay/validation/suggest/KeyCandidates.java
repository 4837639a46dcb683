package io.assay.validation.suggest;

import static io.assay.validation.suggest.Figures.count;

import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import io.assay.validation.profile.TextProfile.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that can be a primary key, the best first: no two rows of a sample are equal in them, they are of a kind that
 * keys have, and there are enough rows that this is not chance. Whether all rows differ has still to be counted.
 */
public final class KeyCandidates {
    private static final int MOST = 6;
    private static final int MOST_COLUMNS = 24;
    private static final int LARGEST = 3;
    /** If at least so many pairs of rows would be equal by chance and none is, the columns are a key. */
    private static final double EXPECTED_PAIRS = 10;

    private static final double NEARLY_ALL = 0.85;
    private static final long FEW_ROWS = 100;
    private static final long TOO_FEW_ROWS = 20;
    private static final long LONGEST = 100;

    private final Profile profile;
    private final List<Part> parts = new ArrayList<>();
    private final List<SuggestedKey> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<SuggestedKey, Integer> scores = new HashMap<>();

    /** A column that can be part of a key; {@code place} is its place among the profile's columns. */
    private record Part(int place, ColumnProfile column, int score, double alike) {}

    private KeyCandidates(Profile profile) {
        this.profile = profile;
    }

    public static KeyCandidates of(Profile profile) {
        KeyCandidates candidates = new KeyCandidates(profile);
        if (profile.rows() > 1) {
            candidates.collect();
            candidates.single();
            if (candidates.found.isEmpty() && profile.rows() >= FEW_ROWS) {
                candidates.composite();
            }
        }
        return candidates;
    }

    /** The best first, at most {@value #MOST}. */
    public List<SuggestedKey> keys() {
        return found.subList(0, Math.min(MOST, found.size()));
    }

    /** Columns that differ in every row, where the evidence is too weak to call them a key. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void collect() {
        for (int i = 0; i < profile.columns().size(); i++) {
            ColumnProfile column = profile.columns().get(i);
            ColumnWords words = ColumnWords.of(column.name());
            if (column.path().size() == 1
                    && column.missing() == 0
                    && column.empty() == 0
                    && column.distinct() > 1
                    && !(isInteger(column) && words.isCalendar())) {
                int score = score(column, words, i);
                if (score > 0) {
                    parts.add(new Part(i, column, score, alike(i)));
                }
            }
        }
        parts.sort(Comparator.comparingInt(Part::score).reversed().thenComparingInt(Part::place));
    }

    /** How likely a column of this kind is part of a key; 0: not at all. */
    private static int score(ColumnProfile column, ColumnWords words, int place) {
        String type = column.type();
        boolean first = place == 0;
        boolean uuid = column.text()
                .filter(text -> text.stringFormats().contains("uuid"))
                .isPresent();
        if (uuid) {
            return 6;
        }
        boolean integer = isInteger(column);
        if ((integer && words.isMeasure()) || type.equals("boolean")) {
            return 0;
        }
        if (words.isIdentity() && (integer || isCode(column))) {
            return first ? 6 : 5;
        }
        if (type.equals("timestamp") || type.equals("date")) {
            return 4;
        }
        if (isCode(column)) {
            return first ? 4 : 3;
        }
        return integer ? 1 : 0;
    }

    private static boolean isInteger(ColumnProfile column) {
        return switch (column.type()) {
            case "integral", "tinyint", "smallint", "int", "bigint" -> true;
            default -> column.type().startsWith("decimal(") && column.type().endsWith(",0)");
        };
    }

    /** Short texts without blanks. */
    private static boolean isCode(ColumnProfile column) {
        return column.type().equals("string")
                && column.lengths()
                        .filter(lengths -> lengths.maximum() <= LONGEST)
                        .isPresent()
                && column.sample().stream().filter(value -> value.contains(" ")).count() * 10
                        <= column.sample().size()
                && column.text().filter(text -> text.count(Kind.DECIMAL) == 0).isPresent();
    }

    /** The share of pairs of rows that are alike in a column. */
    private double alike(int place) {
        Map<Long, Long> counts = new HashMap<>();
        profile.sample().forEach(row -> counts.merge(row[place], 1L, Long::sum));
        double pairs = counts.values().stream()
                .mapToDouble(rows -> (double) rows * (rows - 1))
                .sum();
        double all = (double) profile.sample().size() * (profile.sample().size() - 1);
        return all == 0 ? 1 : pairs / all;
    }

    private void single() {
        long rows = profile.rows();
        for (Part part : parts) {
            ColumnProfile column = part.column();
            boolean all = column.distinctExact() ? column.distinct() == rows : column.distinct() >= NEARLY_ALL * rows;
            if (!all || hasDuplicates(List.of(part))) {
                continue;
            }
            String differ = "%s differs in each of %s".formatted(column.name(), Figures.rows(rows));
            Optional<String> why = evidence(part);
            if (why.isPresent()) {
                found.add(new SuggestedKey(List.of(column.name()), differ + ", " + why.get()));
            } else if (rows >= TOO_FEW_ROWS || part.score() >= 4) {
                notes.add(differ + ": too little to call it a key. If it is one, set primaryKey: true");
            }
        }
    }

    /** Why it is not chance that all values differ; empty if it may be. */
    private Optional<String> evidence(Part part) {
        ColumnProfile column = part.column();
        long rows = profile.rows();
        if (part.score() >= 6 || (part.score() == 5 && rows >= TOO_FEW_ROWS)) {
            return Optional.of("and it is named or written as a key is");
        }
        if (isInteger(column) && column.numbers().isPresent()) {
            ColumnProfile.Numbers numbers = column.numbers().get();
            double range = numbers.maximum().orElse(0) - numbers.minimum().orElse(0) + 1;
            double pairs = (double) rows * rows / 2 / range;
            return pairs >= EXPECTED_PAIRS
                    ? Optional.of("and of numbers drawn from its range %s pairs would be alike"
                            .formatted(count((long) pairs)))
                    : Optional.empty();
        }
        boolean code = column.type().equals("string");
        return rows >= FEW_ROWS
                        && (code
                                || column.type().equals("timestamp")
                                || column.type().equals("date"))
                ? Optional.of(code ? "and is a code" : "and is a time")
                : Optional.empty();
    }

    /** A pair may still turn out to have duplicates: triples are tried too. */
    private void composite() {
        List<Part> some = parts.subList(0, Math.min(MOST_COLUMNS, parts.size()));
        for (int size = 2; size <= LARGEST; size++) {
            List<SuggestedKey> keys = new ArrayList<>();
            choose(some, 0, size, new ArrayList<>(), keys);
            keys.sort(Comparator.comparingInt((SuggestedKey key) -> -scores.getOrDefault(key, 0)));
            found.addAll(keys);
        }
    }

    private void choose(List<Part> some, int from, int size, List<Part> chosen, List<SuggestedKey> keys) {
        if (chosen.size() == size) {
            consider(chosen, keys);
            return;
        }
        for (int i = from; i < some.size(); i++) {
            chosen.add(some.get(i));
            choose(some, i + 1, size, chosen, keys);
            chosen.remove(chosen.size() - 1);
        }
    }

    private void consider(List<Part> chosen, List<SuggestedKey> keys) {
        double expected = (double) profile.rows() * profile.rows() / 2;
        int score = 0;
        int best = 0;
        for (Part part : chosen) {
            expected *= part.alike();
            score += part.score();
            best = Math.max(best, part.score());
        }
        List<String> names = chosen.stream()
                .sorted(Comparator.comparingInt(Part::place))
                .map(part -> part.column().name())
                .toList();
        boolean minimal = found.stream().noneMatch(key -> names.containsAll(key.columns()));
        if (best < 3 || expected < EXPECTED_PAIRS || !minimal || hasDuplicates(chosen)) {
            return;
        }
        SuggestedKey key = new SuggestedKey(
                names,
                "no two of %s are alike in %s; if these columns had nothing to do with each other, %s pairs would be"
                        .formatted(
                                Figures.rows(profile.rows()), String.join(", ", names), count(Math.round(expected))));
        scores.put(key, score);
        keys.add(key);
    }

    private boolean hasDuplicates(List<Part> chosen) {
        Set<Long> seen = new HashSet<>(profile.sample().size() * 2);
        for (long[] row : profile.sample()) {
            long hash = 17;
            for (Part part : chosen) {
                hash = (hash ^ row[part.place()]) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            if (!seen.add(hash)) {
                return true;
            }
        }
        return false;
    }
}
