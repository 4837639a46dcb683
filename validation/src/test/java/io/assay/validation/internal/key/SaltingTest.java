package io.assay.validation.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Choice;
import io.assay.validation.decision.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SaltingTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 200, 64",
        "0.5, 16, 32",
        "0.2, 16, 13",
        "0.9, 15, 1",
        "0.05, 200, 1", // too small a share
        "0.5, 1, 1",
        "0.2, 2, 1",
        "0.2, 3, 1",
        "0.9, 2, 1" // one task would hardly be slower than the others
    })
    void partsFollowTheShareOfTheLargestKeyAndTheTasks(double share, int partitions, int parts) {
        assertThat(Salting.parts(share, partitions)).isEqualTo(parts);
    }

    @Test
    void aHotKeyIsReportedWithItsShare() {
        List<Decision> decisions = new ArrayList<>();
        SaltedJoin salted = new Salting("line", OptionalInt.empty())
                .choose(() -> new HotKeys(List.of(7L), 0.5, 20_000, false), 16, decisions::add);

        assertThat(salted).isEqualTo(new SaltedJoin(List.of(7L), 32));
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.text())
                    .isEqualTo(
                            "salting of line: 32 (50 % of the rows looked at have one key, which one task would get)");
            assertThat(decision.measured().get("share")).isEqualByComparingTo("0.5");
            assertThat(decision.alternatives()).containsExactly("1");
        });
    }

    @Test
    void evenKeysAreNeitherDividedNorReported() {
        List<Decision> decisions = new ArrayList<>();

        assertThat(new Salting("line", OptionalInt.empty())
                        .choose(() -> new HotKeys(List.of(), 0.01, 20_000, false), 16, decisions::add)
                        .divides())
                .isFalse();
        assertThat(decisions).isEmpty();
    }

    @Test
    void aPinThatFindsNoHotKeyIsReported() {
        List<Decision> decisions = new ArrayList<>();

        assertThat(new Salting("line", OptionalInt.of(4))
                        .choose(() -> new HotKeys(List.of(), 0.01, 20_000, false), 16, decisions::add)
                        .divides())
                .isFalse();
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.text())
                    .isEqualTo("salting of line: 4 (pinned in the contract, but no key has 10 % of the rows looked at:"
                            + " nothing is divided)");
            assertThat(decision.by()).isEqualTo(Decision.By.PINNED);
            assertThat(decision.measured().get("rows looked at")).isEqualByComparingTo("20000");
        });
    }

    @Test
    void fewRowsAreNotWorthIt() {
        List<Decision> decisions = new ArrayList<>();
        HotKeys few = new HotKeys(List.of(7L), 0.5, 20_000, true);

        assertThat(new Salting("line", OptionalInt.empty())
                        .choose(() -> few, 16, decisions::add)
                        .divides())
                .isFalse();
        assertThat(decisions).isEmpty();
        assertThat(new Salting("line", OptionalInt.of(4)).choose(() -> few, 16, decisions::add))
                .isEqualTo(new SaltedJoin(List.of(7L), 4));
    }

    @Test
    void whatIsPinnedIsNotMeasured() {
        List<Decision> decisions = new ArrayList<>();
        Salting off = new Salting("line", OptionalInt.of(1));

        assertThat(off.choose(
                                () -> {
                                    throw new AssertionError("measured");
                                },
                                8,
                                decisions::add)
                        .divides())
                .isFalse();
        assertThat(decisions)
                .containsExactly(Decision.pinned(Choice.SALTING, "1").on("line"));
    }
}
