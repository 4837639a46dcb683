package io.assay.aggregation.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.feature.Aggregate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The binary form that feature logs and online stores hold: what was written once stays readable. */
final class StateBytesTest {
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    private record Written(Aggregate aggregate, ValueType type, byte[] bytes) {}

    /** Written by the first version: for each aggregate and type the state of nothing, and of {@link #values}. */
    private static List<Written> written() throws IOException {
        return Files.readAllLines(Path.of("src", "test", "golden", "states-format-1.txt")).stream()
                .map(line -> line.split(" "))
                .filter(parts -> !parts[0].equals("sketch"))
                .map(parts -> new Written(
                        Aggregate.parse(parts[0]).orElseThrow(),
                        ValueType.valueOf(parts[1]),
                        HexFormat.of().parseHex(parts[2])))
                .toList();
    }

    private static Object[] values(ValueType type) {
        return switch (type) {
            case BOOLEAN -> new Object[] {true, false, true};
            case INTEGER -> new Object[] {7L, -3L, Long.MAX_VALUE, Long.MAX_VALUE};
            case FLOATING_POINT -> new Object[] {1.5, -0.1, 1e300, Double.NaN};
            case DECIMAL ->
                new Object[] {
                    new BigDecimal("12.50"), new BigDecimal("-0.001"), new BigDecimal("12345678901234567890.1")
                };
            case STRING -> new Object[] {"b", "é😀", ""};
            case BYTES -> new Object[] {new byte[] {1, 2}, new byte[0]};
            case TIMESTAMP -> new Object[] {0L, -62135596800000000L, 1714557600000000L};
        };
    }

    private static AggregateState state(Aggregate aggregate, ValueType type) {
        AggregateState state = AggregateState.empty(aggregate, type);
        int i = 0;
        for (Object value : values(type)) {
            state.update(value, new EventOrder(1000L - i, 1000L - i, 3, 40 + i));
            i++;
        }
        return state;
    }

    @Test
    void statesOfTheFirstVersionAreReadAndWrittenAsTheyWere() throws IOException {
        List<Written> all = written();
        assertThat(all).hasSize(108);
        for (int i = 0; i < all.size(); i++) {
            Written old = all.get(i);
            AggregateState expected =
                    i % 2 == 0 ? AggregateState.empty(old.aggregate(), old.type()) : state(old.aggregate(), old.type());
            String what = old.aggregate() + " of " + old.type();
            assertThat(AggregateState.read(old.bytes()).finish()).as(what).isEqualTo(expected.finish());
            boolean newForm = old.aggregate() == Aggregate.FIRST || old.aggregate() == Aggregate.LAST;
            if (newForm) {
                assertThat(expected.bytes()[0]).isEqualTo((byte) 2);
                assertThat(AggregateState.read(old.bytes()).bytes()).as(what).isEqualTo(expected.bytes());
            } else {
                assertThat(expected.bytes()).as(what).isEqualTo(old.bytes());
            }
        }
        AggregateState many = AggregateState.empty(Aggregate.COUNT_DISTINCT, ValueType.INTEGER);
        for (long i = 0; i < 1100; i++) {
            many.update(i, EventOrder.at(0));
        }
        byte[] bytes = many.bytes();
        assertThat(bytes).hasSize(4418);
        assertThat(Arrays.hashCode(bytes)).isEqualTo(1983637015);
    }

    @Test
    void anEventOfTheFirstFormIsTakenAsAvailableAtItsTime() {
        AggregateState old = AggregateState.read(HexFormat.of().parseHex("01090501d00f06500162"));
        AggregateState later = AggregateState.empty(Aggregate.LAST, ValueType.STRING);
        later.update("known later", new EventOrder(1000, 1001, 1, 0));
        old.merge(later);
        assertThat(old.finish()).isEqualTo("known later");
    }

    @Test
    void damagedBytesAreReported() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Written old : written()) {
            for (int cut = 0; cut < old.bytes().length && cut < 40; cut++) {
                byte[] part = Arrays.copyOf(old.bytes(), cut);
                assertThatThrownBy(() -> AggregateState.read(part))
                        .isInstanceOf(UnreadableStateException.class)
                        .hasMessageContaining("; the feature log was written by a newer version or is damaged");
            }
            byte[] damaged = old.bytes().clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                AggregateState.read(damaged);
            } catch (UnreadableStateException e) {
                assertThat(e).as("seed " + seed).isNotNull();
            }
        }
        assertThatThrownBy(() -> AggregateState.read(new byte[] {1, 1, 1, 0}, 2, 5))
                .isInstanceOf(UnreadableStateException.class);
    }
}
