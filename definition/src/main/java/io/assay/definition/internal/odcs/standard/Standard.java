package io.assay.definition.internal.odcs.standard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The elements of the standard by name, from {@code standard.txt}. */
final class Standard {
    private static final Pattern HEAD = Pattern.compile("\\[([a-z0-9.]+)](?: (open)(?: <(.+))?)?");
    private static final Pattern LINE = Pattern.compile("(\\w+) +(\\S+)( !)?(?: >=(\\S+))?(?: <(\\S+))?(?: +-- (.+))?");
    private static final Map<String, Element> ELEMENTS = read();

    private Standard() {}

    static Element element(String name) {
        return Objects.requireNonNull(ELEMENTS.get(name), name);
    }

    static Optional<Element> find(String name) {
        return Optional.ofNullable(ELEMENTS.get(name));
    }

    /** The keys that these elements together have in a version; what a later element says of a key counts. */
    static Map<String, Key> keys(List<Element> elements, OdcsVersion version) {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (Element element : elements) {
            element.keys().stream().filter(key -> key.of(version)).forEach(key -> keys.put(key.name(), key));
        }
        return keys;
    }

    /** The elements that a value of the one's key can add, such as {@code server.s3} to {@code server}. */
    static Stream<Element> variants(String element) {
        return ELEMENTS.values().stream().filter(other -> other.name().startsWith(element + "."));
    }

    private static Map<String, Element> read() {
        Map<String, Element> elements = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(Standard.class.getResourceAsStream("standard.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            List<Key> keys = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    Matcher head = matched(HEAD, line);
                    keys = new ArrayList<>();
                    elements.put(head.group(1), new Element(head.group(1), closed(head), keys));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    keys.add(key(matched(LINE, line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("standard.txt cannot be read", e);
        }
        return elements;
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("standard.txt: " + line);
        }
        return matcher;
    }

    private static Optional<OdcsVersion> closed(Matcher head) {
        return head.group(2) == null ? Optional.of(OdcsVersion.V3_0) : version(head.group(3));
    }

    private static Optional<OdcsVersion> version(@Nullable String number) {
        return Optional.ofNullable(number).map(OdcsVersion::ofNumber);
    }

    private static Key key(Matcher line) {
        return new Key(
                line.group(1),
                FormText.form(line.group(2)),
                line.group(3) != null,
                version(line.group(4)).orElse(OdcsVersion.V3_0),
                version(line.group(5)),
                line.group(6) == null ? "add it, as %s: ...".formatted(line.group(1)) : line.group(6));
    }
}
