package io.assay.validation.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class VerdictCountsTest {
    private static final int[] AT = {0, 1, 2};
    /**
     * Bit 0 of the first number fails, bit 1 drops, bit 2 quarantines; bit 0 of the second warns, bit 1 quarantines.
     */
    private static final VerdictCounts.Plan PLAN = new VerdictCounts.Plan(
            new ActionMasks(new int[] {1, 0}, new int[] {2, 0}, new int[] {4, 2}, new int[] {0, 1}), 32);

    private static VerdictCounts of(Object[]... rows) {
        VerdictCounts totals = PLAN.empty();
        for (Object[] row : rows) {
            totals.add(new GenericInternalRow(row), AT);
        }
        return totals;
    }

    private static Object[] row(int first, int second, String source, long position) {
        byte[] verdict = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(first)
                .putInt(second)
                .array();
        return new Object[] {first == 0 && second == 0 ? null : verdict, UTF8String.fromString(source), position};
    }

    @Test
    void theStrongestActionDecidesAndEveryBitIsCounted() {
        VerdictCounts totals = of(
                row(0, 0, "a", 1),
                row(1 | 2, 0, "a", 2), // fail wins over drop: kept
                row(2 | 4, 0, "a", 3), // drop wins over quarantine
                row(4, 1, "b", 4),
                row(0, 1, "b", 5), // warned
                row(0, 2, "a", 6),
                row(0, 4, "a", 7)); // a bit of no action: counted only
        assertThat(totals.rows()).isEqualTo(7);
        assertThat(totals.quarantined()).isEqualTo(3);
        assertThat(totals.dropped()).isEqualTo(1);
        assertThat(totals.passed()).isEqualTo(3);
        assertThat(totals.warned()).isEqualTo(1);
        assertThat(totals.count(0)).isEqualTo(1);
        assertThat(totals.count(1)).isEqualTo(2);
        assertThat(totals.count(2)).isEqualTo(2);
        assertThat(totals.count(32)).isEqualTo(2);
        assertThat(totals.count(34)).isEqualTo(1);
        assertThat(totals.sources()).containsExactly("a", "b");
        assertThat(totals.positions("a")).containsExactly(2, 6);
        assertThat(totals.positions("b")).containsExactly(4);
        assertThat(totals.positionsKnown()).isTrue();
    }

    @Test
    void partsMergeToTheTotalAlsoAfterTheyWereSerialized() throws IOException {
        VerdictCounts a = of(row(4, 0, "a", 9), row(0, 0, "a", 10));
        VerdictCounts b = of(row(4, 0, "b", 1), row(4, 0, "a", 3), row(2, 0, "a", 4));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        b.write(new DataOutputStream(sent));
        a.merge(PLAN.read(new DataInputStream(new ByteArrayInputStream(sent.toByteArray()))));
        assertThat(a.rows()).isEqualTo(5);
        assertThat(a.quarantined()).isEqualTo(3);
        assertThat(a.dropped()).isEqualTo(1);
        assertThat(a.positions("a")).containsExactly(3, 9);
        assertThat(a.positions("b")).containsExactly(1);
    }

    @Test
    void ofMoreRowsThanCanBeNamedTheSourcesAreKnown() {
        VerdictCounts many = held(VerdictCounts.MOST_POSITIONS);
        assertThat(many.positionsKnown()).isTrue();
        assertThat(many.positions("file2").length).isEqualTo(VerdictCounts.MOST_POSITIONS / 3);
        VerdictCounts more = held(VerdictCounts.MOST_POSITIONS + 1);
        assertThat(more.positionsKnown()).isFalse();
        assertThat(more.sources()).containsExactly("file0", "file1", "file2");
        assertThat(more.quarantined()).isEqualTo(VerdictCounts.MOST_POSITIONS + 1);
        many.merge(held(1));
        assertThat(many.positionsKnown()).isFalse();
        assertThat(many.sources()).containsExactly("file0", "file1", "file2");
    }

    private static VerdictCounts held(int rows) {
        VerdictCounts counts = PLAN.empty();
        for (int i = 0; i < rows; i++) {
            counts.add(new GenericInternalRow(row(4, 0, "file" + i % 3, i)), AT);
        }
        return counts;
    }
}
