package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EcmaPatternTest {
    private static final List<String> ATOMS = List.of(
            "a", "b", "A", "0", "-", "\\.", ".", "\\d", "\\w", "\\s", "\\S", "\\D", "\\W", "[a-c]", "[^b]", "[^\\w-]",
            "[]", "[^]");
    private static final List<String> QUANTIFIERS =
            List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,1}", "{2,}");
    private static final List<String> CHARACTERS =
            List.of("a", "b", "c", "A", "0", "7", "-", ".", " ", "_", "\n", "\r", "\t");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "b          | abc     | true", // unanchored
                "^b         | abc     | false",
                "^abc$      | \"abc\n\" | false", // $ is the very end
                "^a.c$      | \"a\nc\"  | false",
                "^\\d+$     | ٣       | false", // ASCII digits
                "^\\w+$     | é       | false",
                "^\\s$      | \u00a0  | true", // Unicode spaces
                "^\\S$      | \u00a0  | false",
                "^[\\s\\S]$ | x       | true",
                "^[^]$      | x       | true",
                "[]         | x       | false",
                "^(?<y>a)b$ | ab      | true", // named groups
                "^\\u0041$  | A       | true",
                "^\\u{1F600}$ | 😀    | true",
                "^\\uD83D\\uDE00$ | 😀 | true",
                "^.$        | 😀      | true", // code points
                "^\\x41\\t?$ | A      | true",
                "^[[]&&]$   | \"[&&]\" | true", // no nested classes, no intersections
                "^[[&]+$    | \"[&&\" | true",
                "^[\\w-.]+$ | a-.     | true",
                "^a{,2}$    | \"a{,2}\" | true", // annex B
                "^a{2}$     | aa      | true",
                "^x]}$      | x]}     | true",
                "^\\/\\-$   | /-      | true",
                "^\\v$      | \"\u000b\" | true",
                "^\\cJ$     | \"\n\"  | true",
                "^\\p{Lu}\\P{L}$ | Ä1 | true",
                "^\\p{Letter}$ | ä    | true",
                "^[\\b]$    | \"\b\"  | true",
                "\\bcat\\b  | a cat   | true"
            })
    void isFoundTheSameWayByBothEngines(String pattern, String text, boolean found) {
        EcmaPattern ecma = EcmaPattern.of(pattern);
        assertThat(ecma.found(text)).as("RE2 %s", ecma.java()).isEqualTo(found);
        assertThat(Pattern.compile(ecma.java()).matcher(text).find())
                .as("Java %s", ecma.java())
                .isEqualTo(found);
    }

    @Test
    void theEnginesAgreeOnRandomPatternsAndTexts() {
        long seed = Long.getLong("assay.seed", 8);
        Random random = new Random(seed);
        int found = 0;
        int compared = 0;
        for (int i = 0; i < 4_000; i++) {
            EcmaPattern pattern = EcmaPattern.of(alternatives(random, 3));
            var linear = com.google.re2j.Pattern.compile(pattern.java());
            for (int j = 0; j < 25; j++) {
                String text = text(random);
                boolean expected = linear.matcher(text).find();
                assertThat(pattern.found(text))
                        .as("seed %d: %s in '%s'", seed, pattern, text)
                        .isEqualTo(expected);
                found += expected ? 1 : 0;
                compared++;
            }
        }
        assertThat(found).isBetween(compared / 10, compared * 9 / 10);
    }

    private static String alternatives(Random random, int depth) {
        StringBuilder pattern = new StringBuilder(random.nextInt(3) == 0 ? "^" : "");
        for (int i = random.nextInt(4); i >= 0; i--) {
            pattern.append(depth > 0 && random.nextInt(4) == 0 ? group(random, depth) : pick(random, ATOMS))
                    .append(random.nextInt(2) == 0 ? pick(random, QUANTIFIERS) : "");
        }
        pattern.append(random.nextInt(3) == 0 ? "$" : "");
        return random.nextInt(5) == 0 ? pattern + "|" + alternatives(random, depth - 1) : pattern.toString();
    }

    private static String group(Random random, int depth) {
        return (random.nextBoolean() ? "(" : "(?:") + (random.nextInt(6) == 0 ? "" : alternatives(random, depth - 1))
                + ")";
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pick(random, CHARACTERS));
        }
        return text.toString();
    }

    private static String pick(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    @Test
    void noPatternRunsForEver() {
        assertThat(EcmaPattern.of("^(a+)+$").found("a".repeat(50_000) + "b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'(?=.*[0-9])(?=.*[a-z]).{4,}', ab12, true",
        "'(?=.*[0-9])(?=.*[a-z]).{4,}', abcd, false",
        "'^(?!00)[0-9]+$', 007, false",
        "'^(?!00)[0-9]+$', 070, true",
        "'(?<=€)[0-9]+', €12, true",
        "'(?<!€)[0-9]', €1, false",
        "'(?<=a)\\bb|(?<=é)\\bb', éb, true",
        "'^(.)(.)\\2\\1$', abba, true",
        "'^(.)(.)\\2\\1$', abab, false",
        "'^(?<q>[xy]).*\\k<q>$', xaay, false",
        "'^(?<q>[xy]).*\\k<q>$', xaax, true",
        "'(a)\\1[0]', aa0, true"
    })
    void lookAroundAndBackReferencesRunOnAnEngineThatBacktracks(String source, String text, boolean found) {
        EcmaPattern pattern = EcmaPattern.of(source);
        assertThat(pattern.backtracks()).isTrue();
        assertThat(pattern.found(text)).as(pattern.java()).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$(?=)", "^(?=(a|a)+$)", "(.*)*\\1x", "^(?=(a?){20}b|(a+)+c)"})
    void aTextThatCostsTooManyStepsIsReported(String source) {
        EcmaPattern pattern = EcmaPattern.of(source);
        assertThatThrownBy(() -> pattern.found("a".repeat(50_000) + "b"))
                .isInstanceOf(EcmaPattern.TooManyStepsException.class);
        assertThat(pattern.found("")).isFalse();
    }

    @Test
    void whatIsNoPatternIsReported() {
        fault("(?=a++)", "nothing to repeat before '+)'");
        fault("(a)\\2", "'\\2' refers to no group");
        fault("(?=(a{1000}){1000})", "it repeats more than 100,000 times");
    }

    @Test
    void aPatternIsNotWrittenOutInMemoryWithoutEnd() {
        for (String repeats : List.of("{9}", "{1,9}", "{9,}", "{0,9}")) {
            fault("(".repeat(8) + "a?" + ")".concat(repeats).repeat(8), "more than 100,000 parts with its repetitions");
        }
        fault("(\\u{31}{1000}){1000}", "has more than 100,000 parts");
        fault("[)\\]a]{1000}(?:b|\\p{L}{200}){1,600}", "has more than 100,000 parts");
        for (String fine :
                List.of("^([^,]{0,255},){0,50}$", "(\\w{1,63}\\.){1,127}", "(\\u{999}){900}", "a{1000}".repeat(90))) {
            assertThat(EcmaPattern.of(fine).backtracks()).isFalse();
        }
    }

    private static void fault(String source, String what) {
        assertThatThrownBy(() -> EcmaPattern.of(source))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(what);
    }
}
