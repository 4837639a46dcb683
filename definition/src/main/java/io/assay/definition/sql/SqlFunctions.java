package io.assay.definition.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions that users' SQL may call, by name: an allow-list in {@code functions.txt}. What is not on it is
 * refused, so that a function that comes with a new engine or an extension is refused until somebody has looked at it.
 */
public final class SqlFunctions {
    private static final Map<String, Set<String>> SECTIONS = read();
    /** Functions of the clock when they are called without an argument, and pure functions with one. */
    private static final Set<String> CLOCK_WITHOUT_ARGUMENTS = Set.of("unix_timestamp");

    private SqlFunctions() {}

    /** Names whose result follows from the arguments alone; rules, views and labels may call these. */
    public static Set<String> pure() {
        return section("pure");
    }

    /** Names that the command {@code sql} may call. */
    public static Set<String> queries() {
        return Stream.of("pure", "changing", "queries")
                .flatMap(name -> section(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the name, in any case, gives another result in another run, session or place. */
    public static boolean changing(String name, boolean withArguments) {
        String word = name.toLowerCase(Locale.ROOT);
        return section("changing").contains(word) || (!withArguments && CLOCK_WITHOUT_ARGUMENTS.contains(word));
    }

    /** Whether a definition may call it. */
    public static boolean pure(String name, boolean withArguments) {
        return pure().contains(name.toLowerCase(Locale.ROOT)) && !changing(name, withArguments);
    }

    /** Whether the name is known and refused in definitions, for whatever reason. */
    public static boolean knownAsRefused(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return section("refused").contains(word) || section("queries").contains(word);
    }

    private static Set<String> section(String name) {
        return SECTIONS.getOrDefault(name, Set.of());
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> sections = new HashMap<>();
        Set<String> current = new HashSet<>();
        try (InputStream file = Objects.requireNonNull(SqlFunctions.class.getResourceAsStream("functions.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    current = new HashSet<>();
                    sections.put(line.substring(1, line.indexOf(']')), current);
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    current.addAll(Arrays.asList(line.strip().split(" ")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("functions.txt cannot be read", e);
        }
        sections.replaceAll((name, words) -> Collections.unmodifiableSet(words));
        return Collections.unmodifiableMap(sections);
    }
}
