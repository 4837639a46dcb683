package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcmaPatternTest {
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
    void noPatternRunsForEver() {
        assertThat(EcmaPattern.of("^(a+)+$").found("a".repeat(50_000) + "b")).isFalse();
    }

    @Test
    void whatIsNotSupportedIsReported() {
        assertThatThrownBy(() -> EcmaPattern.of("(?=a)"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("pattern: '(?=a)': look-around cannot run in bounded time; "
                        + "write it as two rules, or as an SQL rule");
    }
}
