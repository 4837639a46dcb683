package io.assay.online.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.UnreadableBytesException;
import io.assay.aggregation.value.RowKind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The bytes of a store's rows: a store that an earlier version filled is read on. */
final class RowBytesTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void aLatestRowHasTheSameBytesAsBefore() {
        byte[] row = StoredLatestRow.write(RowKind.ADD, 1, -2, 3, 4, new int[] {0, 300}, new byte[][] {{'1'}, null});
        assertThat(HEX.formatHex(row)).isEqualTo("00020306080200ac02013100");
        StoredLatestRow read = StoredLatestRow.read(new ByteReader(row), row, 2);
        assertThat(read.known()).isEqualTo(-2);
        assertThat(read.runs()).containsExactly(0, 300);
        assertThat(read.json(0)).isEqualTo(new byte[] {'1'});
        assertThat(read.json(1)).isNull();
    }

    @Test
    void aWindowRowHasTheSameBytesAsBefore() {
        byte[] state = HEX.parseHex("01010204");
        byte[] row = StoredWindowRow.write(RowKind.ADD, 1, 2, 3, new int[] {5}, new byte[][] {null, state});
        assertThat(HEX.formatHex(row)).isEqualTo("000204060105" + "00" + "0501010204");
        StoredWindowRow read = StoredWindowRow.read(new ByteReader(row), row, 2);
        assertThat(read.state(0)).isNull();
        assertThat(Objects.requireNonNull(read.state(1)).finish()).isEqualTo(4L);
    }

    @Test
    void aRowThatIsCutShortIsRefused() {
        byte[] row = StoredLatestRow.write(RowKind.ADD, 1, 2, 3, 4, new int[] {7}, new byte[][] {{'1', '2'}});
        for (int length = 0; length < row.length; length++) {
            byte[] part = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> StoredLatestRow.read(new ByteReader(part), part, 1))
                    .isInstanceOf(UnreadableBytesException.class);
        }
    }
}
