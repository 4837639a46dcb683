package io.assay.definition.internal.odcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.EcmaPattern;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternLengthTest {
    private static final int NO_END = Integer.MAX_VALUE;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^[A-Z]{3}$ 3 3",
                "^\\d{3}-\\d{4}$ 8 8",
                "^(?:a|bcd)?x+?$ 1 -",
                "^(ab){2,3}.$ 5 7",
                "^(ab){2,}$ 4 -",
                "[A-Z]{3} 3 -",
                "^[A-Z]{3} 3 -",
                "[A-Z]{3}$ 3 -",
                "^a|bc$ 1 -",
                "a|bc 1 -",
                "^[\\]a^-]\\.\\-/$ 4 4",
                "^😀{2}$ 2 2",
                "^$ 0 0",
                "^(?:|a)$ 0 1",
                "^\\$ 1 -",
                "^a{99999}{99999}$ ? ?",
                "^(a{99999}){99999}$ 2147483647 -"
            })
    void theLengthsOfTextsThatHaveAPattern(String pattern, String least, String most) {
        assertThat(PatternLength.of(pattern))
                .isEqualTo(
                        least.equals("?")
                                ? Optional.empty()
                                : Optional.of(new PatternLength.Range(
                                        Integer.parseInt(least), most.equals("-") ? NO_END : Integer.parseInt(most))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(?=a)b$",
                "^(a)\\1$",
                "^\\u0041$",
                "^\\bab$",
                "^a{,3}$",
                "a^b",
                "a$b",
                "^(a$)",
                "^[]a$",
                "^[^]$",
                "^(?<n>a)$",
                "^*a$",
                "^(a",
                "^a)$",
                "^[a",
                "a\\",
                "^\\x41$"
            })
    void whatIsNotUnderstoodSaysNothing(String pattern) {
        assertThat(PatternLength.of(pattern)).isEmpty();
    }

    @Test
    void aTextInWhichARandomPatternIsFoundHasOneOfItsLengths() {
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 4_000; i++) {
            String inner = pattern(random, 3);
            String pattern = List.of("", "^").get(random.nextInt(2))
                    + inner
                    + List.of("", "$").get(random.nextInt(2));
            Optional<PatternLength.Range> range = PatternLength.of(pattern);
            EcmaPattern compiled = EcmaPattern.of(pattern);
            for (int j = 0; range.isPresent() && j < 20; j++) {
                StringBuilder text = new StringBuilder();
                for (int k = random.nextInt(9); k > 0; k--) {
                    text.append(List.of("a", "b", "-", "😀", "1").get(random.nextInt(5)));
                }
                if (compiled.found(text)) {
                    found++;
                    assertThat(text.codePointCount(0, text.length()))
                            .as("pattern %s, text %s", pattern, text)
                            .isBetween(range.get().least(), range.get().most());
                }
            }
        }
        assertThat(found).isGreaterThan(2_000);
    }

    private static String pattern(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            pattern.append(
                    switch (random.nextInt(depth > 0 ? 8 : 5)) {
                        case 0 -> "a";
                        case 1 -> "[ab]";
                        case 2 -> ".";
                        case 3 -> "\\-";
                        case 4 -> "[^1]";
                        case 5 -> "(" + pattern(random, depth - 1) + ")";
                        case 6 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
                        default -> depth == 3 ? "b|" : "😀";
                    });
            if (pattern.charAt(pattern.length() - 1) != '|') {
                pattern.append(
                        List.of("", "", "?", "*", "+", "{2}", "{1,2}?", "{1,}").get(random.nextInt(8)));
            }
        }
        return pattern.toString();
    }
}
